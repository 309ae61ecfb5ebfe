import {
  lookAtDocument,
  TICKET_REFUSED,
} from "../../../../../properties/model/look-at-document.ts";
import { offers } from "../../../../../properties/model/offers.ts";
import { withStatements } from "../../../../../properties/model/with-statements.ts";
import { recordJudgement } from "../../../../../run/case/record-judgement.ts";
import { deleteHandler } from "./delete-handler.ts";
import { read } from "./read.ts";
import type { DownloadPlay } from "./world.ts";

/**
 * Looks after a sequence whether everything is as the model knows it: what is open gives its whole
 * file and can be deleted, what was deleted gives nothing any more, and the document is untouched.
 */
export async function settle(play: DownloadPlay): Promise<boolean> {
  const { world, state } = play;
  const [over = "post"] = state.bindings;
  for (const handle of world.handles) {
    if (handle.life === "unclear") continue;
    const command = { place: "whole", as: handle.creator, over } as const;
    if (!(await read(command, handle, play))) return false;
    if (handle.life === "deleted") continue;
    if (!(await deleteHandler(command, handle, play))) return false;
    if (!(await read(command, handle, play))) return false;
  }
  if (world.deletes > 0 && !(await compareDocument(play))) return false;
  if (world.refusals > 0) return true;
  // Nothing had to be refused so far: a server that accepts everything would hold.
  return read({ place: "start", as: "owner", over }, "never issued", play);
}

async function compareDocument({ world, state }: DownloadPlay): Promise<boolean> {
  if (!offers(state, "DownloadDocument")) return true;
  const as = world.loggedOut ? "owner-again" : "owner";
  const over = state.bindings[0] ?? "post";
  const seen = await lookAtDocument("$newDocument", world.document, { as, over }, state);
  const because = "deleting download handlers leaves the document as it is";
  const got = seen.answer.kind === "document" ? "other bytes" : "none";
  const { statements, kind } = seen.isTicketRefused
    ? TICKET_REFUSED
    : { statements: ["DDH-19"], kind: `expected a document to stay as it was, got ${got}` };
  const mismatches = seen.differences.map(({ expected, actual }) => ({
    expected: withStatements(`DownloadDocument: ${expected}, because ${because}`, statements),
    actual,
    statements,
    kind,
  }));
  return recordJudgement({ statements: ["DDH-19"], mismatches, step: seen.step }, state);
}
