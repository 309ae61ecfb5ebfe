import { explained, type Forbidden, type Step } from "../../../../properties/sequential/spec.ts";
import { payloadOf } from "../../../../wire/encode/bytes.ts";
import { whyUnread, wrongDocument } from "../handlers/document.ts";
import type { Outcome } from "../handlers/outcome.ts";
import type { UploadCall } from "./call.ts";
import type { UploadState } from "./state.ts";

type DownloadCall = Extract<UploadCall, { call: "download" }>;

const DELETE = "DeleteUploadHandler";

/** The document that a handler became: exactly the bytes of its chunks, in the order sent. */
export function downloadStep(
  state: UploadState,
  { from }: DownloadCall,
  outcome: Outcome,
): Step<UploadState> {
  const { document, content, refused } = state;
  if (document?.name !== from) return noDocument(state, outcome);
  if (!content) return explained([state]);
  const wanted = Buffer.concat(content.map((chunk) => payloadOf(chunk).bytes));
  const wrong = wrongDocument(wanted, outcome);
  if (!wrong) {
    const kept = document.touchedBy.includes(DELETE) ? ["DUH-16"] : [];
    const left = refused.flatMap(({ breaks }) => breaks);
    return explained([state], ["FIN-01", "CUH-21", ...kept, ...left]);
  }
  const because =
    document.touchedBy.length > 0
      ? `the document of ${state.name} stays as it was`
      : `${state.name} took these chunks and no others`;
  return {
    ...(whyUnread(outcome) ?? blame(state, outcome)),
    ...wrong,
    expected: `${wrong.expected}, because ${because}`,
  };
}

/** Which statements a document that is not right breaks. */
function blame(
  { refused, document }: UploadState,
  { bytes }: Outcome,
): Pick<Forbidden, "forbids" | "kind"> {
  const held = refused.find((one) => bytes?.includes(payloadOf(one.bytes).bytes));
  if (held) {
    const expected = "a document without the chunks that were refused";
    return { forbids: ["FIN-01", ...held.breaks], kind: { expected, got: "one with them" } };
  }
  const got = bytes ? "other bytes" : "none";
  const { touchedBy = [] } = document ?? {};
  if (touchedBy.length === 0) {
    const expected = "the document of exactly the chunks that were taken";
    return { forbids: ["FIN-01", "CUH-21"], kind: { expected, got } };
  }
  const forbids = [touchedBy.includes(DELETE) ? "DUH-16" : "FIN-01"];
  return { forbids, kind: { expected: "a document to stay as it was", got } };
}

/** Nothing became a document of this name: every finalize that might have was refused. */
function noDocument(state: UploadState, { kind, words }: Outcome): Step<UploadState> {
  if (kind !== "accepted") return explained([state], ["FIN-04"]);
  return {
    forbids: ["FIN-04"],
    expected: "no document, because finalizing to it was refused",
    actual: words,
    kind: { expected: "no document of a finalize that was refused", got: "one" },
  };
}

/** DUH-01: the staged file goes with a deleted handler, with a finalized one perhaps later (DUH-15). */
export function probeStep(state: UploadState, { kind, words }: Outcome): Step<UploadState> {
  if (state.life !== "deleted") return explained([state]);
  if (kind !== "present") return explained([state], ["DUH-01"]);
  return {
    forbids: ["DUH-01"],
    expected: `no staged file, because ${state.name} was deleted`,
    actual: words,
    kind: { expected: "the staged file of a deleted handler to be gone", got: "one" },
  };
}
