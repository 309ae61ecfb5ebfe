import type { Answer } from "../../../judge/answer.ts";
import { matchBytes } from "../../../judge/match-bytes.ts";
import type { Mismatch } from "../../../judge/mismatch.ts";
import { ticketError } from "../../../judge/ticket-error.ts";
import type { Binding } from "../../../model/binding.ts";
import { callOnce } from "../../../run/call-once.ts";
import type { CaseState } from "../../../run/case-state.ts";
import { recordJudgement } from "../../../run/record-judgement.ts";
import { LIVE_TICKET } from "../judge-outcome.ts";
import { withStatements } from "../with-statements.ts";
import type { UploadPlay } from "./play.ts";
import type { MadeDocument } from "./world.ts";

const REFUSED = {
  statements: LIVE_TICKET.breaks,
  kind: `expected ${LIVE_TICKET.what}, got ticket error`,
};

/** Reads a document that finalizing made: exactly the bytes of its chunks, in the order sent. */
export async function compareDocument(
  document: MadeDocument,
  over: Binding,
  { world, state }: UploadPlay,
): Promise<boolean> {
  const { of, path, bytes, touchedBy } = document;
  const as = world.loggedOut ? "owner-again" : "owner";
  const step = { call: "DownloadDocument", as, with: { Path: path } };
  state.scope.set("modelled", bytes);
  const answer = await callOnce(step, over, state);
  const differences = differencesOf(answer, state);
  const number = state.trace.length;
  // A failure may be an empty body. It is no lost document where the next read has it.
  const isRefusal =
    differences.length > 0 &&
    answer.kind === "document" &&
    answer.bytes.length === 0 &&
    differencesOf(await callOnce(step, over, state), state).length === 0;
  const { statements, kind } = isRefusal ? REFUSED : blame(document, answer);
  const because =
    touchedBy.size > 0
      ? `the document of ${of.name} stays as it was`
      : `${of.name} took these chunks and no others`;
  const words = `DownloadDocument of the document of ${of.name}`;
  const mismatches = differences.map(({ expected, actual }) => ({
    expected: withStatements(`${words}: ${expected}, because ${because}`, statements),
    actual,
    statements,
    kind,
  }));
  const also = [
    ...(touchedBy.has("DeleteUploadHandler") ? ["DUH-16"] : []),
    ...of.refused.flatMap(({ breaks }) => breaks),
  ];
  const about = { statements: ["FIN-01", "CUH-21"], also, mismatches, step: number };
  return recordJudgement(about, state);
}

function differencesOf(answer: Answer, { scope, seen }: CaseState): readonly Mismatch[] {
  return matchBytes("$modelled", { answer, scope, seen, chosen: () => undefined });
}

/** Which statements a document that is not right breaks. */
function blame(
  { of, touchedBy }: MadeDocument,
  answer: Answer,
): { readonly statements: readonly string[]; readonly kind: string } {
  const isThere = answer.kind === "document";
  if (answer.kind === "element" && ticketError(answer)) {
    return REFUSED;
  }
  const held = isThere && of.refused.find(({ bytes }) => answer.bytes.includes(bytes));
  if (held) {
    const kind = "expected a document without the chunks that were refused, got one with them";
    return { statements: ["FIN-01", ...held.breaks], kind };
  }
  const got = isThere ? "other bytes" : "none";
  if (touchedBy.size === 0) {
    const kind = `expected the document of exactly the chunks that were taken, got ${got}`;
    return { statements: ["FIN-01", "CUH-21"], kind };
  }
  const kind = `expected a document to stay as it was, got ${got}`;
  return { statements: [touchedBy.has("DeleteUploadHandler") ? "DUH-16" : "FIN-01"], kind };
}
