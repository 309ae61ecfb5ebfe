import type { Faults } from "../../faults.ts";
import { type Answer, Refusal, success } from "../answer.ts";
import type { Call } from "../call.ts";
import { readDownloadHandler } from "../download-handler-name.ts";
import type { DownloadHandler } from "../download-handlers.ts";
import { noteWhile } from "../fault-memory.ts";
import type { Operation } from "../operation.ts";
import type { InfoRouterState } from "../state.ts";
import { ANONYMOUS, type User } from "../users.ts";

type Fault =
  | "delete-download-refuses-get"
  | "delete-download-refuses-post"
  | "delete-download-refuses-soap"
  | "delete-download-omits-error-attribute"
  | "delete-download-fails-without-error-text"
  | "delete-download-ignores-ticket"
  | "delete-download-swaps-ticket-errors"
  | "delete-download-refuses-second-user"
  | "soap-ignores-handler-ticket"
  | "delete-download-accepts-missing-handler"
  | "delete-download-accepts-non-guid"
  | "download-handler-is-no-guid"
  | "delete-download-bad-guid-other-text"
  | "delete-download-checks-ticket-before-guid"
  | "delete-download-reports-missing-file"
  | "delete-download-second-time-fails"
  | "delete-download-ignores-owner"
  | "delete-download-is-a-no-op"
  | "delete-download-keeps-staged-file"
  | "delete-download-skips-version-handlers"
  | "delete-download-skips-zip-handlers"
  | "delete-download-removes-all-of-user"
  | "delete-download-removes-document"
  | "delete-download-fails-before-first-chunk"
  | "delete-download-fails-between-chunks"
  | "delete-download-fails-after-last-chunk"
  | "concurrent-download-deletes-fail"
  | "read-amid-delete-is-empty";

const DONE: Answer = success();

/** Deletes a download handler and its temporary file; that there is none is no error. */
export const deleteDownloadHandler: Operation<Fault> = {
  name: "DeleteDownloadHandler",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "DownloadHandler", type: "guid" },
  ],
  // DDH-02, DDH-03, DDH-04: GET, POST and SOAP
  switches: {
    get: "delete-download-refuses-get",
    post: "delete-download-refuses-post",
    soap11: "delete-download-refuses-soap",
    omitsErrorAttribute: "delete-download-omits-error-attribute",
    omitsErrorText: "delete-download-fails-without-error-text",
    ignoresTicket: "delete-download-ignores-ticket",
    swapsTicketErrors: "delete-download-swaps-ticket-errors",
    refusesSecondUser: "delete-download-refuses-second-user",
    ignoresTicketInSoap: "soap-ignores-handler-ticket",
    acceptsMissing: "delete-download-accepts-missing-handler",
  },
  run: async (call, state, faults) => {
    // DDH-08: the GUID is judged before the ticket
    if (faults.has("delete-download-checks-ticket-before-guid")) call.user();
    const id = readHandler(call, state, faults);
    if (id === undefined) return DONE;
    // DDH-09, DDH-13: any authenticated user
    const user = call.user();
    const handler = state.downloads.find(id);
    // DDH-11, DDH-12: nothing there to delete is a success
    if (!handler) return answerMissing(id, state, faults);
    // DDH-14: only a handler of the current user, whatever the answer is
    const isOthers = handler.owner !== user && handler.owner !== ANONYMOUS;
    if (isOthers && !faults.has("delete-download-ignores-owner")) {
      return answerStranger(state);
    }
    const removing = handler.turns(() => remove(handler, user, state, faults));
    const noted =
      faults.has("concurrent-download-deletes-fail") || faults.has("read-amid-delete-is-empty");
    if (noted) noteWhile(removing, id, state.memory.deleting);
    await removing;
    return DONE;
  },
};

function readHandler(call: Call, state: InfoRouterState, faults: Faults<Fault>) {
  const missing = call.text("DownloadHandler") === undefined;
  // DDH-17: required; what is missing is no GUID either
  if (missing && faults.has("delete-download-accepts-missing-handler")) return undefined;
  const id = readDownloadHandler(call, state, faults);
  if (id !== undefined || faults.has("delete-download-accepts-non-guid")) return id;
  // DDH-07
  const otherText = faults.has("delete-download-bad-guid-other-text");
  throw new Refusal(otherText ? { text: "Invalid GUID." } : { kind: "badRequest" });
}

function answerStranger({ dialect }: InfoRouterState): Answer {
  if (dialect.policy.strangersDelete === "refused") throw new Refusal({ kind: "notYourHandler" });
  return DONE;
}

function answerMissing(id: string, { memory }: InfoRouterState, faults: Faults<Fault>): Answer {
  if (memory.deleting.has(id) && faults.has("concurrent-download-deletes-fail")) {
    throw new Refusal({ text: "The file is being deleted." });
  }
  const deleted = memory.deletedDownloads.has(id);
  const failsAgain = deleted && faults.has("delete-download-second-time-fails");
  const failsUnknown = !deleted && faults.has("delete-download-reports-missing-file");
  if (failsAgain || failsUnknown) throw new Refusal({ text: "The file was not found." });
  return DONE;
}

// DDH-01: the handler and its temporary file
async function remove(
  handler: DownloadHandler,
  user: User,
  { downloads, library, memory }: InfoRouterState,
  faults: Faults<Fault>,
): Promise<void> {
  // DDH-15: at any point of the download
  if (refusesNow(handler, faults)) throw new Refusal({ text: "The download is in progress." });
  if (isSkipped(handler, faults)) return;
  await downloads.discard(handler, faults.has("delete-download-keeps-staged-file"));
  // DDH-12: a second delete finds no trace of the first
  if (faults.has("delete-download-second-time-fails")) memory.deletedDownloads.add(handler.id);
  // DDH-19: the document stays
  const document = faults.has("delete-download-removes-document") && library.find(handler.path);
  if (document) await library.remove(document);
  // DDH-18: only this one
  if (!faults.has("delete-download-removes-all-of-user")) return;
  for (const other of downloads.ofUser(user)) await downloads.discard(other);
}

// DDH-16: handlers of every operation alike
function isSkipped({ source }: DownloadHandler, faults: Faults<Fault>): boolean {
  return (
    faults.has("delete-download-is-a-no-op") ||
    (source === "version" && faults.has("delete-download-skips-version-handlers")) ||
    (source === "zip" && faults.has("delete-download-skips-zip-handlers"))
  );
}

function refusesNow({ begun, ended }: DownloadHandler, faults: Faults<Fault>): boolean {
  return (
    (!begun && faults.has("delete-download-fails-before-first-chunk")) ||
    (begun && !ended && faults.has("delete-download-fails-between-chunks")) ||
    (ended && faults.has("delete-download-fails-after-last-chunk"))
  );
}
