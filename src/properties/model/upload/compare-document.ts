import { matchBytes } from "../../../judge/match-bytes.ts";
import type { Binding } from "../../../model/binding.ts";
import { callOnce } from "../../../run/call-once.ts";
import type { UploadPlay } from "./play.ts";
import type { MadeDocument } from "./world.ts";

/** Reads a document that finalizing made: exactly the bytes of its chunks, in the order sent. */
export async function compareDocument(
  { of, path, bytes, touched }: MadeDocument,
  over: Binding,
  { world, state }: UploadPlay,
): Promise<boolean> {
  const as = world.loggedOut ? "owner-again" : "owner";
  const step = { call: "DownloadDocument", as, with: { Path: path } };
  const answer = await callOnce(step, over, state);
  state.scope.set("modelled", bytes);
  const because = touched
    ? `the document of ${of.name} stays as it was (DUH-16, FIN-01)`
    : `${of.name} took these chunks and no others (FIN-01, CUH-21)`;
  const context = { answer, scope: state.scope, seen: state.seen, chosen: () => undefined };
  const mismatches = matchBytes("$modelled", context);
  const step_ = state.trace.length;
  state.mismatches.push(
    ...mismatches.map(({ expected, actual }) => ({
      expected: `DownloadDocument of the document of ${of.name}: ${expected}, because ${because}`,
      actual,
      step: step_,
    })),
  );
  return mismatches.length === 0;
}
