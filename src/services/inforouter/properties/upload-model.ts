import fc from "fast-check";
import { sequence } from "../../../properties/model/sequence.ts";
import { StopCase } from "../../../run/case/case-state.ts";
import type { Property } from "../../../run/case/property.ts";
import { anyCommand, type UploadCommand } from "./model/upload/command.ts";
import { createHandler } from "./model/upload/create-handler.ts";
import { playCommand } from "./model/upload/play-command.ts";
import { type AtLast, settle } from "./model/upload/settle.ts";
import { newUploadWorld } from "./model/upload/world.ts";

/** Commands in a sequence: enough for three deletes and what comes after them. */
const MAX_COMMANDS = 20;

/**
 * Uploads by several users, in any order and over any binding: what the documents allow each answer to
 * be follows from all calls before it. The owner creates the first handler, `h0`; a target where that
 * is refused cannot be judged.
 */
export const uploadModel: Property = {
  name: "upload-model",
  title: "Uploads of two users in any order: each answer is one that the calls before it allow.",
  needs: ["CreateUploadHandler", "UploadFileChunk", "DeleteUploadHandler"],
  effect: "creates",
  inputs: (environment) =>
    fc.record({
      commands: sequence(anyCommand(environment), MAX_COMMANDS),
      atLast: fc.constantFrom<AtLast>("finalize", "delete"),
    }),
  run: async ({ commands, atLast }, state) => {
    const play = { world: newUploadWorld(), state };
    if (!(await createHandler("owner", "post", play))) {
      state.mismatches.length = 0;
      state.exercised.clear();
      throw new StopCase("undecided", "the owner's first CreateUploadHandler was not accepted");
    }
    for (const command of commands as readonly UploadCommand[]) {
      if (!(await playCommand(command, play))) return;
    }
    await settle(atLast as AtLast, play);
  },
};
