import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage } from "node:http";
import type { FaultName, Faults } from "../faults.ts";
import { clientLeft } from "../http/client-left.ts";
import { type Answer, Refusal } from "./answer.ts";
import type { Call } from "./call.ts";
import type { InfoRouterService } from "./info-router-service.ts";
import type { InfoRouterState } from "./state.ts";

type Fault =
  | "left-delete-upload-locks-handler"
  | "left-delete-download-locks-handler"
  | "left-chunk-locks-handler";

/** The operation and its handler that a broken server locks when the client is gone. */
const LOCKS: Readonly<Record<Fault, readonly [operation: string, parameter: string]>> = {
  "left-delete-upload-locks-handler": ["DeleteUploadHandler", "UploadHandler"],
  "left-delete-download-locks-handler": ["DeleteDownloadHandler", "DownloadHandler"],
  "left-chunk-locks-handler": ["UploadFileChunk", "uploadHandler"],
};

const REQUEST = new AsyncLocalStorage<IncomingMessage>();

/** The service, with its requests known to the operations where a fault asks whether their client is gone. */
export function knowingClients(
  serve: InfoRouterService,
  faults: Faults<FaultName>,
): InfoRouterService {
  const asked = (Object.keys(LOCKS) as Fault[]).some((name) => faults.has(name));
  if (!asked) return serve;
  return (request, ...rest) => REQUEST.run(request, () => serve(request, ...rest));
}

/** Runs an operation in a server that keeps the lock of a handler when nobody waits for the answer. */
export async function leaveLocked(
  {
    operation,
    call,
    state,
  }: {
    readonly operation: string;
    readonly call: Call;
    readonly state: InfoRouterState;
  },
  run: () => Promise<Answer>,
  faults: Faults<Fault>,
): Promise<Answer> {
  const on = (Object.keys(LOCKS) as Fault[]).find(
    (name) => LOCKS[name][0] === operation && faults.has(name),
  );
  const id = on === undefined ? undefined : call.guid(LOCKS[on][1]);
  if (id === undefined) return run();
  const { locked } = state.memory;
  if (locked.has(id)) throw new Refusal({ text: "The handler is in use." });
  const answer = await run();
  const request = REQUEST.getStore();
  if (request && (await clientLeft(request))) locked.add(id);
  return answer;
}
