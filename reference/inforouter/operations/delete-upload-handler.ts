import type { Faults } from "../../faults.ts";
import { type Answer, Refusal, success } from "../answer.ts";
import type { Call } from "../call.ts";
import { type FaultMemory, noteWhile } from "../fault-memory.ts";
import type { Library } from "../library.ts";
import type { Operation } from "../operation.ts";
import type { InfoRouterState } from "../state.ts";
import type { UploadHandler } from "../upload-handlers.ts";
import type { User } from "../users.ts";

type Fault =
  | "delete-upload-refuses-get"
  | "delete-upload-refuses-post"
  | "delete-upload-refuses-soap"
  | "delete-upload-omits-error-attribute"
  | "delete-upload-fails-without-error-text"
  | "delete-upload-ignores-ticket"
  | "delete-upload-swaps-ticket-errors"
  | "delete-upload-refuses-second-user"
  | "soap-ignores-handler-ticket"
  | "delete-upload-accepts-missing-handler"
  | "delete-upload-accepts-non-guid"
  | "delete-upload-bad-guid-other-text"
  | "delete-upload-checks-ticket-before-guid"
  | "delete-upload-reports-missing-file"
  | "delete-upload-second-time-fails"
  | "delete-upload-after-finalize-fails"
  | "delete-upload-removes-finalized-document"
  | "delete-upload-ignores-owner"
  | "delete-upload-is-a-no-op"
  | "delete-upload-keeps-staged-file"
  | "delete-upload-removes-all-of-user"
  | "delete-upload-fails-without-chunks"
  | "delete-upload-fails-between-chunks"
  | "delete-upload-fails-after-refused-chunk"
  | "delete-upload-fails-after-last-chunk"
  | "concurrent-deletes-fail"
  | "chunk-body-outlives-delete"
  | "chunk-body-leaves-file-after-delete"
  | "delete-amid-finalize-takes-document";

const DONE: Answer = success();

/** Deletes an upload handler and its staged file; that there is none is no error. */
export const deleteUploadHandler: Operation<Fault> = {
  name: "DeleteUploadHandler",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "UploadHandler", type: "guid" },
  ],
  // DUH-02, DUH-03, DUH-04: GET, POST and SOAP
  switches: {
    get: "delete-upload-refuses-get",
    post: "delete-upload-refuses-post",
    soap11: "delete-upload-refuses-soap",
    omitsErrorAttribute: "delete-upload-omits-error-attribute",
    omitsErrorText: "delete-upload-fails-without-error-text",
    ignoresTicket: "delete-upload-ignores-ticket",
    swapsTicketErrors: "delete-upload-swaps-ticket-errors",
    refusesSecondUser: "delete-upload-refuses-second-user",
    ignoresTicketInSoap: "soap-ignores-handler-ticket",
    acceptsMissing: "delete-upload-accepts-missing-handler",
  },
  run: async (call, state, faults) => {
    // DUH-08: the GUID is judged before the ticket
    if (faults.has("delete-upload-checks-ticket-before-guid")) call.user();
    const id = readHandler(call, faults);
    if (id === undefined) return DONE;
    // DUH-09, DUH-14: any authenticated user
    const user = call.user();
    const handler = state.uploads.find(id);
    // DUH-11, DUH-12, DUH-16: nothing there to delete is a success
    if (!handler) return answerMissing(id, state, faults);
    // DUH-20: another user's handler stays, whatever the answer is
    const isOthers = handler.owner !== undefined && handler.owner !== user;
    if (isOthers && !faults.has("delete-upload-ignores-owner")) {
      return answerStranger(state);
    }
    const removing = handler.turns(() => remove(handler, user, state, faults));
    if (faults.has("concurrent-deletes-fail")) noteWhile(removing, id, state.memory.deleting);
    await removing;
    return DONE;
  },
};

function readHandler(call: Call, faults: Faults<Fault>) {
  const missing = call.text("UploadHandler") === undefined;
  // DUH-18: required; what is missing is no GUID either
  if (missing && faults.has("delete-upload-accepts-missing-handler")) return undefined;
  const id = call.guid("UploadHandler");
  if (id !== undefined || faults.has("delete-upload-accepts-non-guid")) return id;
  // DUH-07
  const otherText = faults.has("delete-upload-bad-guid-other-text");
  throw new Refusal(otherText ? { text: "Invalid GUID." } : { kind: "badRequest" });
}

function answerStranger({ dialect }: InfoRouterState): Answer {
  if (dialect.policy.strangersDelete === "refused") throw new Refusal({ kind: "notYourHandler" });
  return DONE;
}

async function answerMissing(
  id: string,
  { uploads, library, memory }: InfoRouterState,
  faults: Faults<Fault>,
): Promise<Answer> {
  if (memory.deleting.has(id) && faults.has("concurrent-deletes-fail")) {
    throw new Refusal({ text: "The file is being deleted." });
  }
  const ended = memory.endedUploads.get(id);
  const failsAgain = ended?.how === "deleted" && faults.has("delete-upload-second-time-fails");
  const failsAfter = ended?.how === "finalized" && faults.has("delete-upload-after-finalize-fails");
  const failsUnknown = !ended && faults.has("delete-upload-reports-missing-file");
  if (failsAgain || failsAfter || failsUnknown)
    throw new Refusal({ text: "The file was not found." });
  if (ended?.how === "finalized" && faults.has("delete-upload-removes-finalized-document")) {
    const document = library.find(ended.path);
    if (document) await library.remove(document);
  }
  await uploads.tidy(id);
  return DONE;
}

// DUH-01: the handler and its staged file
async function remove(
  handler: UploadHandler,
  user: User,
  { uploads, library, memory }: InfoRouterState,
  faults: Faults<Fault>,
): Promise<void> {
  if (handler.gone) await removeBehind(handler, library, memory, faults);
  // DUH-13, DUH-17: at any point of the upload
  if (refusesNow(handler, faults)) throw new Refusal({ text: "The upload is in progress." });
  if (faults.has("delete-upload-is-a-no-op")) return;
  await uploads.discard(handler, faults.has("delete-upload-keeps-staged-file"));
  // DUH-12: a second delete finds no trace of the first
  if (faults.has("delete-upload-second-time-fails")) {
    memory.endedUploads.set(handler.id, { how: "deleted" });
  }
  // DUH-01: a chunk whose body is still coming finds it gone
  if (
    faults.has("chunk-body-outlives-delete") ||
    faults.has("chunk-body-leaves-file-after-delete")
  ) {
    memory.deletedUploads.set(handler.id, { handler, at: ++memory.moment });
  }
  // DUH-19: only this one
  if (!faults.has("delete-upload-removes-all-of-user")) return;
  for (const other of uploads.ofUser(user)) await uploads.discard(other);
}

// DUH-16: a delete that waited behind the end of the handler has nothing to do
async function removeBehind(
  { id }: UploadHandler,
  library: Library,
  { endedUploads }: FaultMemory,
  faults: Faults<Fault>,
): Promise<void> {
  const ended = endedUploads.get(id);
  const takes = faults.has("delete-amid-finalize-takes-document");
  const document = ended?.how === "finalized" && takes ? library.find(ended.path) : undefined;
  if (document) await library.remove(document);
}

function refusesNow(handler: UploadHandler, faults: Faults<Fault>): boolean {
  const { staged, complete, refusedChunk } = handler;
  return (
    (!staged && faults.has("delete-upload-fails-without-chunks")) ||
    (staged && !complete && faults.has("delete-upload-fails-between-chunks")) ||
    (refusedChunk && faults.has("delete-upload-fails-after-refused-chunk")) ||
    (complete && faults.has("delete-upload-fails-after-last-chunk"))
  );
}
