import { matchBytes } from "../../../judge/match-bytes.ts";
import { callOnce } from "../../../run/call-once.ts";
import { recordJudgement } from "../../../run/record-judgement.ts";
import { offers } from "../offers.ts";
import { withStatements } from "../with-statements.ts";
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
  const step = { call: "DownloadDocument", as, with: { Path: "$newDocument" } };
  const answer = await callOnce(step, state.bindings[0] ?? "post", state);
  state.scope.set("modelled", world.document);
  const context = { answer, scope: state.scope, seen: state.seen, chosen: () => undefined };
  const because = "deleting download handlers leaves the document as it is";
  const statements = ["DDH-19"];
  const got = answer.kind === "document" ? "other bytes" : "none";
  const mismatches = matchBytes("$modelled", context).map(({ expected, actual }) => ({
    expected: withStatements(`DownloadDocument: ${expected}, because ${because}`, statements),
    actual,
    kind: `expected a document to stay as it was, got ${got}`,
  }));
  return recordJudgement({ statements, mismatches }, state);
}
