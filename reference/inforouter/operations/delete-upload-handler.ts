import type { Faults } from "../../faults.ts";
import { type Answer, Refusal, success } from "../answer.ts";
import type { Call } from "../call.ts";
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
  | "delete-upload-fails-after-last-chunk";

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
    if (handler.owner !== user && !faults.has("delete-upload-ignores-owner")) {
      return answerStranger(state);
    }
    await handler.turns(() => remove(handler, user, state, faults));
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
  { library, memory }: InfoRouterState,
  faults: Faults<Fault>,
): Promise<Answer> {
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
  return DONE;
}

// DUH-01: the handler and its staged file
async function remove(
  handler: UploadHandler,
  user: User,
  { uploads, memory }: InfoRouterState,
  faults: Faults<Fault>,
): Promise<void> {
  // DUH-13, DUH-17: at any point of the upload
  if (refusesNow(handler, faults)) throw new Refusal({ text: "The upload is in progress." });
  if (faults.has("delete-upload-is-a-no-op")) return;
  await uploads.discard(handler, faults.has("delete-upload-keeps-staged-file"));
  // DUH-12: a second delete finds no trace of the first
  if (faults.has("delete-upload-second-time-fails")) {
    memory.endedUploads.set(handler.id, { how: "deleted" });
  }
  // DUH-19: only this one
  if (!faults.has("delete-upload-removes-all-of-user")) return;
  for (const other of uploads.ofUser(user)) await uploads.discard(other);
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
