import type { FaultName, Faults } from "../faults.ts";
import { whenCut } from "../reported/cut.ts";
import type { Made } from "../reported/turned.ts";
import { type Answer, Refusal, success } from "./answer.ts";
import type { InfoRouterService } from "./info-router-service.ts";
import type { InfoRouterState } from "./state.ts";

type Fault =
  | "cut-chunk-is-asked-for-ever"
  | "cut-upload-leaves-path-locked"
  | "cut-finalize-leaves-path-locked"
  | "broken-off-chunk-stays-locked";

/** What a call that breaks off leaves locked, and how later ones are answered. */
interface Lock {
  readonly operation: string;
  readonly parameter: string;
  readonly answer: () => Answer;
}

const isLocked = (): never => {
  throw new Refusal({ text: "The file is locked." });
};

const chunk = { operation: "UploadFileChunk", parameter: "uploadHandler" };

const LOCKS: Readonly<Record<Fault, Lock>> = {
  "cut-chunk-is-asked-for-ever": { ...chunk, answer: () => success({ tryagain: true }) },
  "broken-off-chunk-stays-locked": { ...chunk, answer: isLocked },
  "cut-upload-leaves-path-locked": {
    operation: "UploadDocument",
    parameter: "path",
    answer: isLocked,
  },
  "cut-finalize-leaves-path-locked": {
    operation: "UploadDocumentWithHandler",
    parameter: "path",
    answer: isLocked,
  },
};

const locksOf = (faults: Faults<Fault>): readonly Lock[] =>
  (Object.keys(LOCKS) as Fault[]).filter((name) => faults.has(name)).map((name) => LOCKS[name]);

const keyOf = ({ operation }: Lock, value: string): string => `${operation} ${value}`;

/** The service, which locks what a call is about while it comes, and forgets that where it breaks off. */
export function lockingStrays(
  serve: InfoRouterService,
  { memory, sessions }: InfoRouterState,
  faults: Faults<FaultName>,
): InfoRouterService {
  const locks = locksOf(faults);
  if (locks.length === 0) return serve;
  return (request, ...rest) => {
    whenCut(request, (field, isOf) => {
      // Another's ticket locks nothing.
      if (!sessions.look(field("authenticationTicket"))) return;
      for (const lock of locks) {
        const value = field(lock.parameter);
        if (isOf(lock.operation) && value !== "") memory.locked.add(keyOf(lock, value));
      }
    });
    return serve(request, ...rest);
  };
}

/** Runs an operation in a server that keeps what is locked so for ever. */
export async function heedStrays(
  { operation, call, state: { memory } }: Made,
  run: () => Promise<Answer>,
  faults: Faults<Fault>,
): Promise<Answer> {
  for (const lock of locksOf(faults)) {
    if (lock.operation !== operation) continue;
    const value = call.text(lock.parameter) ?? "";
    if (memory.locked.has(keyOf(lock, value))) return lock.answer();
  }
  return run();
}
