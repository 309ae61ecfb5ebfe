import fc from "fast-check";
import { sequence } from "../../../properties/model/sequence.ts";
import { StopCase } from "../../../run/case/case-state.ts";
import type { Property } from "../../../run/case/property.ts";
import { anyCommand, type DownloadCommand } from "./model/download/command.ts";
import { playCommand } from "./model/download/play-command.ts";
import { putDocument } from "./model/download/put-document.ts";
import { settle } from "./model/download/settle.ts";
import { stage } from "./model/download/stage.ts";
import type { DownloadPlay } from "./model/download/world.ts";

/** Commands in a sequence. */
const MAX_COMMANDS = 16;

/**
 * Downloads of one document by several users, in any order and over any binding: what the documents
 * allow each answer to be follows from all calls before it. The owner uploads the document and stages
 * it as `d0`; a target where that is refused cannot be judged.
 */
export const downloadModel: Property = {
  name: "download-model",
  title: "Downloads of two users in any order: each answer is one that the calls before it allow.",
  needs: [
    "CreateUploadHandler",
    "UploadFileChunk",
    "UploadDocumentWithHandler",
    "GetDownloadHandler",
    "DownloadFileChunk",
    "DeleteDownloadHandler",
    "writable-folder",
  ],
  effect: "creates",
  inputs: (environment) => fc.record({ commands: sequence(anyCommand(environment), MAX_COMMANDS) }),
  run: async ({ commands }, state) => {
    const document = await putDocument(state);
    const world = { handles: [], document, loggedOut: false, refusals: 0, deletes: 0 };
    const play: DownloadPlay = { world, state };
    if (!(await stage({ how: "latest", as: "owner", over: "post" }, play))) {
      state.mismatches.length = 0;
      state.exercised.clear();
      throw new StopCase("undecided", "the owner's first GetDownloadHandler was not accepted");
    }
    for (const command of commands as readonly DownloadCommand[]) {
      if (!(await playCommand(command, play))) return;
    }
    await settle(play);
  },
};
