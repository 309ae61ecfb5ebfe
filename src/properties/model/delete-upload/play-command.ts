import type { UploadApiCommand } from "./command.ts";
import { create } from "./create.ts";
import { deleteUpload } from "./delete.ts";
import { list } from "./list.ts";
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
