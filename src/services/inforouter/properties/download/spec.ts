import {
  explained,
  type SequentialSpec,
  type Step,
} from "../../../../properties/sequential/spec.ts";
import { hasSession, standingOf, ticketStatements, userOf } from "../sequential/caller.ts";
import { whyUnread, wrongDocument } from "../sequential/document.ts";
import {
  ANYTHING,
  accepted,
  type Expected,
  type Judgement,
  judge,
  judgeIssued,
  refused,
  refusedAsBadRequest,
  refusedForTicket,
  stepOf,
} from "../sequential/expected.ts";
import type { Outcome } from "../sequential/outcome.ts";
import { perhapsGone, unlessForTicket } from "../sequential/perhaps-gone.ts";
import { type DownloadCall, operationOf } from "./call.ts";
import { readStep } from "./read.ts";
import { type DownloadState, suspecting, unissued } from "./state.ts";

type StageCall = Extract<DownloadCall, { call: "stage" }>;
type DeleteCall = Extract<DownloadCall, { call: "delete" }>;

/** What says that a document is staged. */
const STAGED: readonly string[] = ["GDH-01"];

/**
 * The life of a download handler, by the documents of GetDownloadHandler and its kin, DownloadFileChunk
 * and DeleteDownloadHandler:
 *
 * ```text
 *                                read: the bytes of that part, in any order (DFC-01, DFC-03)
 *                               ┌────┐
 *                               ▼    │
 *   never issued ─── stage ───▶ open ┴─── delete ───▶ deleted
 *                               │                     read: refused (DDH-01)
 *                               │                     delete: accepted again (DDH-12)
 *                               └─ end of its session, delete by another session of its user
 *                                  ─▶ open or gone: the documents do not say, what comes next tells
 * ```
 *
 * Nobody without a session and no other user reads it or does anything to it; another session of the same
 * user may or may not. The document that was staged stays as it is, whatever is deleted (DDH-19).
 *
 * @param document its bytes, or as many of the first as are read
 */
export function downloadSpec(
  document: Buffer,
): SequentialSpec<DownloadState, DownloadCall, Outcome> {
  return {
    start: unissued,
    step: (state, call, outcome) => {
      if (call.call === "log out") {
        // Nobody says whether a download handler outlives its session.
        return explained(state.creator === call.as ? perhapsGone(state) : [state]);
      }
      if (call.of !== state.name) return explained([afterAnother(state, call, outcome)]);
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
      return stepOf([judge(expectDelete(state, call), operationOf(call), outcome)], () =>
        afterDelete(state, call),
      );
    case "document":
      return documentStep(state, outcome, document);
    default:
      return call satisfies never;
  }
}

/** DDH-18: a delete ends the handler that it names and no other. */
function afterAnother(state: DownloadState, call: DownloadCall, { kind }: Outcome): DownloadState {
  return call.call === "delete" && kind === "accepted" ? suspecting(state, "DDH-18") : state;
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

function expectDelete(state: DownloadState, call: DeleteCall): Expected {
  const { name, life, isOther } = state;
  if (life === "malformed") {
    const because = "a malformed handler is no GUID, whatever the ticket is";
    return refusedAsBadRequest({ because, breaks: ["DDH-07"], hasSession: hasSession(call) });
  }
  if (!hasSession(call)) {
    const because = "the GUID is well-formed and the ticket belongs to no session";
    return refusedForTicket({ because, breaks: ["DDH-09", ...ticketStatements(call)] });
  }
  if (life === "never issued") {
    return accepted({ because: "there is nothing to delete", breaks: ["DDH-11"] });
  }
  // DDH-20: silent about handlers of the other kind.
  if (life === "wrong kind") return ANYTHING;
  // DDH-14: what others are told is not specified.
  if (standingOf(call, state) !== "creator") return ANYTHING;
  if (life === "deleted") {
    return accepted({ because: `deleting ${name} again succeeds as well`, breaks: ["DDH-12"] });
  }
  if (life === "gone") {
    return accepted({ because: `${name} has no file any more`, breaks: ["DDH-11"] });
  }
  const because = `${name} can be deleted at any point of the download`;
  return accepted({ because, breaks: ["DDH-15"], also: isOther ? ["DDH-16"] : [] });
}

function afterDelete(state: DownloadState, call: DeleteCall): readonly DownloadState[] {
  const { life } = state;
  if (life !== "open" && life !== "deleted" && life !== "gone") return [state];
  const standing = standingOf(call, state);
  switch (standing) {
    // Nothing happened.
    case "nobody":
      return [suspecting(state, "DDH-09")];
    case "other user":
      return [suspecting(state, "DDH-14")];
    case "creator":
      return [{ ...state, life: "deleted" }];
    // Whether another session of the same user can delete it is open.
    case "same user":
      return perhapsGone(state);
    default:
      return standing satisfies never;
  }
}

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
