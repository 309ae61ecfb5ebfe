import {
  explained,
  type SequentialSpec,
  type Step,
} from "../../../../properties/sequential/spec.ts";
import { hasSession, ticketStatements, userOf } from "../handlers/caller.ts";
import { type Deleting, deleteStep } from "../handlers/delete.ts";
import { whyUnread, wrongDocument } from "../handlers/document.ts";
import {
  ANYTHING,
  accepted,
  type Expected,
  type Judgement,
  judge,
  judgeIssued,
  refused,
  stepOf,
} from "../handlers/expected.ts";
import { afterLogOut, suspecting, unlessForTicket } from "../handlers/handler.ts";
import type { Outcome } from "../handlers/outcome.ts";
import { type DownloadCall, operationOf } from "./call.ts";
import { readStep } from "./read.ts";
import { type DownloadState, newDownload } from "./state.ts";

type StageCall = Extract<DownloadCall, { call: "stage" }>;

/** What says that a document is staged. */
const STAGED: readonly string[] = ["GDH-01"];

/**
 * The state machine of a download handler, by the documents of GetDownloadHandler and its kin,
 * DownloadFileChunk and DeleteDownloadHandler. What its creator's calls may come to, and where they lead:
 *
 * ```text
 *                 stage     read                                           delete
 *   never issued  → open    refused (DFC-02)                               accepted (DDH-11)
 *   open                    accepted: that part of the file, in any        accepted → deleted (DDH-15)
 *                           order (DFC-01, DFC-03)
 *   deleted                 refused (DDH-01)                               accepted (DDH-12)
 *   gone                    refused (DFC-02)                               accepted (DDH-11)
 * ```
 *
 * An open one may be gone, and goes on in both states until an answer tells: after the end of its session,
 * and after a delete by another session of its user.
 *
 * Who has no session, and every other user, is refused and changes nothing (DFC-02, DDH-09, DDH-14). Another
 * session of the same user may be taken for its creator, or not. The document that was staged stays as it
 * is, whatever is deleted (DDH-19).
 *
 * @param documentOf the bytes of the document that a handler was staged of, or as many of the first as are read
 */
export function downloadSpec(
  documentOf: (handler: string) => Buffer,
): SequentialSpec<DownloadState, DownloadCall, Outcome> {
  return {
    start: newDownload,
    apart: true,
    step: (state, call, outcome) => {
      if (call.call === "log out") return explained(afterLogOut(state, call));
      if (call.of !== state.name) return explained([afterAnother(state, call, outcome)]);
      const document = documentOf(state.name);
      return unlessForTicket(stepOfCall(state, call, outcome, document), call, outcome);
    },
  };
}

function stepOfCall(
  state: DownloadState,
  call: Exclude<DownloadCall, { call: "log out" }>,
  outcome: Outcome,
  document: Buffer,
): Step<DownloadState> {
  switch (call.call) {
    case "stage":
      return stageStep(state, call, outcome, document);
    case "read":
      return readStep(state, call, outcome, document);
    case "delete":
      return deleteStep(state, call, outcome, DELETING);
    case "document":
      return documentStep(state, outcome, document);
    default:
      return call satisfies never;
  }
}

/** DDH-18: a delete ends the handler that it names and no other. */
function afterAnother(state: DownloadState, call: DownloadCall, { kind }: Outcome): DownloadState {
  return call.call === "delete" && kind === "accepted" ? suspecting(state, ["DDH-18"]) : state;
}

function stageStep(
  state: DownloadState,
  call: StageCall,
  outcome: Outcome,
  document: Buffer,
): Step<DownloadState> {
  const operation = operationOf(call);
  const expected = judge(expectStage(call), operation, outcome);
  if (outcome.kind !== "accepted") return stepOf([expected], () => [state]);
  const issued = judgeIssued(operation, outcome, { answers: STAGED, unique: STAGED });
  const size = call.how === "zip" ? [] : judgeSize(operation, outcome, document);
  return stepOf([expected, issued, size], () => [
    {
      ...state,
      life: "open",
      creator: call.as,
      isOther: call.how !== "latest",
      file: call.how === "zip" ? { parts: [] } : "document",
    },
  ]);
}

function expectStage(call: StageCall): Expected {
  if (!hasSession(call)) {
    const breaks = ["GDH-02", ...ticketStatements(call)];
    return refused({ because: "the ticket belongs to no session", breaks });
  }
  if (call.how === "no document") {
    return refused({ because: "there is no such document", breaks: ["GDH-02"] });
  }
  if (call.how === "version 1") {
    return refused({ because: "there are no versions 1 to 999999", breaks: ["GDH-03"] });
  }
  // Whether another user has the right to read the document, only the target knows.
  if (userOf(call.as) !== "owner") return ANYTHING;
  const because = "the document is there";
  return call.how === "version 0"
    ? accepted({ because, breaks: ["GDH-03"], also: STAGED })
    : accepted({ because, breaks: STAGED });
}

function judgeSize(operation: string, { says }: Outcome, { length }: Buffer): Judgement {
  if (!says) return [];
  const { size = "" } = says;
  if (size === String(length)) return STAGED;
  return {
    forbids: STAGED,
    expected: `Size="${length}", because the document has so many bytes`,
    actual: `Size="${size}"`,
    kind: { expected: `${operation} to answer the Size of the document`, got: "another one" },
  };
}

const DELETING: Deleting<DownloadState> = {
  operation: "DeleteDownloadHandler",
  malformed: "DDH-07",
  badTicket: "DDH-09",
  nothing: "DDH-11",
  again: "DDH-12",
  otherUser: "DDH-14",
  succeeds: ({ name, isOther }) => ({
    because: `${name} can be deleted at any point of the download`,
    breaks: ["DDH-15"],
    also: isOther ? ["DDH-16"] : [],
  }),
};

/** The document itself, at the end. */
function documentStep(
  state: DownloadState,
  outcome: Outcome,
  document: Buffer,
): Step<DownloadState> {
  const wrong = wrongDocument(document, outcome);
  if (!wrong) return explained([state], ["DDH-19"]);
  const got = outcome.bytes ? "other bytes" : "none";
  const lost = { forbids: ["DDH-19"], kind: { expected: "a document to stay as it was", got } };
  const because = "deleting download handlers leaves the document as it is";
  const expected = `${wrong.expected}, because ${because}`;
  return { ...(whyUnread(outcome) ?? lost), ...wrong, expected };
}
