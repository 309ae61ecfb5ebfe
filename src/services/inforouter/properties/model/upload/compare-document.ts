import type { Answer } from "../../../../../judge/answer/answer.ts";
import type { Binding } from "../../../../../model/binding.ts";
import {
  lookAtDocument,
  TICKET_REFUSED,
} from "../../../../../properties/model/look-at-document.ts";
import { withStatements } from "../../../../../properties/model/with-statements.ts";
import { recordJudgement } from "../../../../../run/case/record-judgement.ts";
import type { UploadPlay } from "./play.ts";
import type { MadeDocument } from "./world.ts";

/** Reads a document that finalizing made: exactly the bytes of its chunks, in the order sent. */
export async function compareDocument(
  document: MadeDocument,
  over: Binding,
  { world, state }: UploadPlay,
): Promise<boolean> {
  const { of, path, bytes, touchedBy } = document;
  const as = world.loggedOut ? "owner-again" : "owner";
  const seen = await lookAtDocument(path, bytes, { as, over }, state);
  const { differences, step } = seen;
  const { statements, kind } = seen.isTicketRefused ? TICKET_REFUSED : blame(document, seen.answer);
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
  const about = { statements: ["FIN-01", "CUH-21"], also, mismatches, step };
  return recordJudgement(about, state);
}

/** Which statements a document that is not right breaks. */
function blame(
  { of, touchedBy }: MadeDocument,
  answer: Answer,
): { readonly statements: readonly string[]; readonly kind: string } {
  const isThere = answer.kind === "document";
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
