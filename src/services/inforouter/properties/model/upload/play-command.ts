import type { Binding } from "../../../../../model/binding.ts";
import { logOut } from "../../../../../properties/model/log-out.ts";
import { pick } from "../../../../../properties/model/named-handle.ts";
import { offers } from "../../../../../properties/model/offers.ts";
import { bindingOf } from "../../../../../properties/model/over.ts";
import { hasSession } from "../../../../../properties/model/standing.ts";
import { afterLogOut } from "./after.ts";
import type { UploadCommand } from "./command.ts";
import { createHandler } from "./create-handler.ts";
import { deleteHandler } from "./delete-handler.ts";
import { finalize } from "./finalize.ts";
import type { UploadPlay } from "./play.ts";
import { sendChunk } from "./send-chunk.ts";

/**
 * Carries out one command and judges its answer; a command that means nothing now is passed over.
 * False when the answer was none that the documents allow: the sequence ends.
 */
export async function playCommand(command: UploadCommand, play: UploadPlay): Promise<boolean> {
  const { world, state } = play;
  const over = bindingOf(command.over, state.bindings);
  switch (command.do) {
    case "create":
      // What CreateUploadHandler says to a bad ticket is judged by rules of its own.
      return hasSession(command.as, world) ? createHandler(command.as, over, play) : true;
    case "log out":
      return endSession(over, play);
    case "chunk":
      return sendChunk({ ...command, over }, pick(command.of, world.handles), play);
    case "finalize":
      return finalize({ ...command, over }, pick(command.of, world.handles), play);
    case "delete":
      return deleteHandler({ ...command, over }, pick(command.of, world.handles), play);
    default:
      return command satisfies never;
  }
}

async function endSession(over: Binding, play: UploadPlay): Promise<boolean> {
  const { world, state } = play;
  if (world.loggedOut || !offers(state, "LogOut")) return true;
  if (!(await logOut(over, state))) return false;
  afterLogOut(world);
  return true;
}
