import { isAccepted } from "../../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../../judge/answer/describe-answer.ts";
import { callOnce } from "../../../../run/case/call-once.ts";
import { StopCase } from "../../../../run/case/case-state.ts";
import { APIDATATOOLS } from "../../name.ts";
import { createUploadOf } from "../../settings.ts";
import type { UploadApiPlay } from "./world.ts";

/**
 * Creates the next upload of a sequence. No document says how that is answered: where it is refused,
 * or an id comes that is none of its own, nothing can be said.
 */
export async function create(as: "owner" | "stranger", play: UploadApiPlay): Promise<void> {
  const { uploads, state } = play;
  const how = createUploadOf(state.open.target.services[APIDATATOOLS]);
  if (!how || !("method" in how)) {
    const reason = "the sequences need more uploads than a list or a command of the target gives";
    throw new StopCase("unavailable", reason);
  }
  const name = `u${uploads.length}`;
  const step = { call: "CreateUpload", as, save: { [name]: "upload_id" } };
  const answer = await callOnce(step, "rest", state);
  const id = state.scope.get(name);
  const isNew = id !== undefined && uploads.every((other) => state.scope.get(other.name) !== id);
  if (!isAccepted(answer) || !isNew) {
    throw new StopCase("undecided", `CreateUpload got ${describeAnswer(answer)}`);
  }
  uploads.push({ name, owner: as, isDeleted: false, suspects: new Set() });
}
