import { isAccepted } from "../../../judge/answer.ts";
import { callOnce } from "../../../run/call-once.ts";
import type { UploadApiPlay } from "./world.ts";

/** Lists somebody's uploads: none that was deleted is among them. A target without a list does without. */
export async function list(
  as: "owner" | "stranger",
  { uploads, state }: UploadApiPlay,
): Promise<boolean> {
  if (!state.open.target.services.apidatatools?.listUploads) return true;
  const answer = await callOnce({ call: "ListUploads", as }, "rest", state);
  const ids = state.scope.get("listedIds");
  if (!isAccepted(answer) || !Array.isArray(ids)) return true;
  const deleted = uploads.filter(({ isDeleted }) => isDeleted);
  const shown = deleted.find(({ name }) => ids.includes(state.scope.get(name)));
  if (!shown) return true;
  state.mismatches.push({
    expected: `ListUploads as ${as}: a list without ${shown.name}, because it was deleted (DUA-10)`,
    actual: `a list with ${shown.name}`,
    step: state.trace.length,
  });
  return false;
}
