import type { Binding } from "../../../../../model/binding.ts";
import { logOut } from "../../../../../properties/model/log-out.ts";
import { pick } from "../../../../../properties/model/named-handle.ts";
import { offers } from "../../../../../properties/model/offers.ts";
import { bindingOf } from "../../../../../properties/model/over.ts";
import type { DownloadCommand } from "./command.ts";
import { deleteHandler } from "./delete-handler.ts";
import { read } from "./read.ts";
import { stage } from "./stage.ts";
import type { DownloadPlay } from "./world.ts";

/**
 * Carries out one command and judges its answer; a command that means nothing now is passed over.
 * False when the answer was none that the documents allow: the sequence ends.
 */
export async function playCommand(command: DownloadCommand, play: DownloadPlay): Promise<boolean> {
  const { world, state } = play;
  const over = bindingOf(command.over, state.bindings);
  switch (command.do) {
    case "stage":
      return stage({ ...command, over }, play);
    case "read":
      return read({ ...command, over }, pick(command.of, world.handles), play);
    case "delete":
      return deleteHandler({ ...command, over }, pick(command.of, world.handles), play);
    case "log out":
      return endSession(over, play);
    default:
      return command satisfies never;
  }
}

async function endSession(over: Binding, { world, state }: DownloadPlay): Promise<boolean> {
  if (world.loggedOut || !offers(state, "LogOut")) return true;
  if (!(await logOut(over, state))) return false;
  world.loggedOut = true;
  for (const handle of world.handles) {
    // Nobody says whether a download handler outlives its session.
    if (handle.creator === "owner" && handle.life === "open") handle.life = "unclear";
  }
  return true;
}
