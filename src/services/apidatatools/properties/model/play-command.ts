import { isAccepted } from "../../../../judge/answer/answer.ts";
import { withStatements } from "../../../../properties/model/with-statements.ts";
import { callOnce } from "../../../../run/case/call-once.ts";
import { recordJudgement } from "../../../../run/case/record-judgement.ts";
import { APIDATATOOLS } from "../../name.ts";
import { listUploadsOf } from "../../settings.ts";
import type { UploadApiCommand } from "./command.ts";
import { create } from "./create.ts";
import { deleteUpload } from "./delete.ts";
import type { UploadApiPlay } from "./world.ts";

/** Carries out one command and judges its answer; false ends the sequence. */
export async function playCommand(
  command: UploadApiCommand,
  play: UploadApiPlay,
): Promise<boolean> {
  switch (command.do) {
    case "create":
      await create(command.as, play);
      return true;
    case "delete":
      return deleteUpload(command.as, command.of, play);
    case "list":
      return list(command.as, play);
    default:
      return command satisfies never;
  }
}

/** Lists somebody's uploads: none that was deleted is among them. A target without a list does without. */
async function list(as: "owner" | "stranger", { uploads, state }: UploadApiPlay): Promise<boolean> {
  if (!listUploadsOf(state.open.target.services[APIDATATOOLS])) return true;
  const answer = await callOnce({ call: "ListUploads", as }, "rest", state);
  const ids = state.scope.get("listedIds");
  if (!isAccepted(answer) || !Array.isArray(ids)) return true;
  const deleted = uploads.filter(({ isDeleted }) => isDeleted);
  if (deleted.length === 0) return true;
  const statements = ["DUA-10"];
  const shown = deleted.filter(({ name }) => ids.includes(state.scope.get(name)));
  const mismatches = shown.slice(0, 1).map(({ name }) => ({
    expected: withStatements(
      `ListUploads as ${as}: a list without ${name}, because it was deleted`,
      statements,
    ),
    actual: `a list with ${name}`,
    kind: "expected a deleted upload to be listed no more, got it listed",
  }));
  return recordJudgement({ statements, mismatches }, state);
}
