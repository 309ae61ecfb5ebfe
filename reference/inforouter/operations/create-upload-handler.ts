import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Faults } from "../../faults.ts";
import { type Answer, failure, Refusal, success } from "../answer.ts";
import type { Call } from "../call.ts";
import { MIN_CHUNK_SIZE } from "../chunk-size.ts";
import type { FaultMemory } from "../fault-memory.ts";
import { negotiateUploadSize, type UploadSizeFault } from "../negotiate-upload-size.ts";
import type { Operation } from "../operation.ts";
import type { InfoRouterState } from "../state.ts";
import { ALICE } from "../users.ts";

type Fault =
  | UploadSizeFault
  | "create-refuses-get"
  | "create-refuses-post"
  | "create-refuses-soap"
  | "create-omits-error-attribute"
  | "create-fails-without-error-text"
  | "create-ignores-ticket"
  | "create-swaps-ticket-errors"
  | "create-refuses-second-user"
  | "soap-ignores-handler-ticket"
  | "create-forgets-handler"
  | "create-omits-chunk-size"
  | "create-repeats-handler"
  | "create-handler-is-no-guid"
  | "create-answers-size-with-unit"
  | "create-answers-asked-size"
  | "create-accepts-missing-size"
  | "create-reads-text-as-size"
  | "create-refusal-carries-handler"
  | "clamp-is-announced"
  | "concurrent-creates-share-handler"
  | "create-duplicates-one-in-500";

/** Allocates an upload handler and agrees on the size of its chunks. */
export const createUploadHandler: Operation<Fault> = {
  name: "CreateUploadHandler",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "PreferedChunkSize", type: "int" },
  ],
  // CUH-02, CUH-03, CUH-04: GET, POST and SOAP
  switches: {
    get: "create-refuses-get",
    post: "create-refuses-post",
    soap11: "create-refuses-soap",
    omitsErrorAttribute: "create-omits-error-attribute",
    omitsErrorText: "create-fails-without-error-text",
    ignoresTicket: "create-ignores-ticket",
    swapsTicketErrors: "create-swaps-ticket-errors",
    refusesSecondUser: "create-refuses-second-user",
    ignoresTicketInSoap: "soap-ignores-handler-ticket",
    acceptsMissing: "create-accepts-missing-size",
    readsAnyText: "create-reads-text-as-size",
  },
  run: (call, state, faults) => {
    try {
      // CUH-17: a bad ticket is refused before anything is allocated
      // or, as a later edition has it, only when the handler is used
      const { createChecksTicket } = state.dialect.policy;
      const creator = createChecksTicket ? call.session() : (call.sessionIfAny() ?? {});
      const asked = readSize(call, faults);
      const size = negotiateUploadSize(asked, call, state, faults);
      if (faults.has("concurrent-creates-share-handler")) {
        return shareId(state.memory).then((id) =>
          describe(write(id, call, state, faults), asked, size, faults),
        );
      }
      // CUH-01, CUH-07: a handler of its own for every call
      const handler = state.uploads.allocate(creator, size);
      if (faults.has("create-forgets-handler")) void state.uploads.discard(handler);
      return describe(write(handler.id, call, state, faults), asked, size, faults);
    } catch (error) {
      if (error instanceof Refusal && faults.has("create-refusal-carries-handler")) {
        return refuseWithHandler(error, state);
      }
      throw error;
    }
  },
};

// CUH-15, CUH-16: the size is required and an int
function readSize(call: Call, faults: Faults<Fault>): number {
  const text = call.text("PreferedChunkSize");
  if (text === undefined && faults.has("create-accepts-missing-size")) return 0;
  if (text !== undefined && faults.has("create-reads-text-as-size")) {
    return Number.parseInt(text, 10) || 0;
  }
  return call.int("PreferedChunkSize");
}

// CUH-05: a success carries UploadHandler and ChunkSize
function describe(
  UploadHandler: string,
  asked: number,
  size: number,
  faults: Faults<Fault>,
): Answer {
  // CUH-08: the size after clamping, a whole number of bytes
  const ChunkSize = faults.has("create-answers-asked-size") ? asked : size;
  const announced = faults.has("clamp-is-announced") && asked !== 0 && size !== asked;
  return success({
    ...(announced ? { error: "The chunk size was adjusted." } : {}),
    UploadHandler,
    ...(faults.has("create-omits-chunk-size") ? {} : { ChunkSize }),
    ...(faults.has("create-answers-size-with-unit") ? { ChunkSize: `${size} bytes` } : {}),
  });
}

// CUH-07: a GUID that identifies this handler and no other
function write(
  id: string,
  { binding }: Call,
  { memory: { repeated, issued }, dialect }: InfoRouterState,
  faults: Faults<Fault>,
): string {
  if (faults.has("create-handler-is-no-guid")) return String(Number.parseInt(id, 16));
  const own = dialect.values.writeGuid(id);
  if (faults.has("create-duplicates-one-in-500")) {
    const repeats = ++issued.count % DUPLICATE_EVERY === 0;
    if (!repeats) issued.last = own;
    return issued.last ?? own;
  }
  if (!faults.has("create-repeats-handler")) return own;
  const before = repeated.get(binding);
  if (before === undefined) repeated.set(binding, own);
  else repeated.delete(binding);
  return before ?? own;
}

/** So many creates have one whose GUID is not new. */
const DUPLICATE_EVERY = 500;

function refuseWithHandler({ reason }: Refusal, { uploads, dialect }: InfoRouterState): Answer {
  const handler = uploads.allocate({ user: ALICE, ticket: undefined }, MIN_CHUNK_SIZE);
  return failure(reason, dialect, { UploadHandler: handler.id });
}

/** How long a create takes while others can join it, in milliseconds. */
const SHARING_MS = 2;

async function shareId(memory: FaultMemory): Promise<string> {
  const id = memory.shared ?? randomUUID();
  memory.shared = id;
  await delay(SHARING_MS);
  memory.shared = undefined;
  return id;
}
