import fc from "fast-check";
import { sequence } from "../../../properties/model/sequence.ts";
import type { Property } from "../../../run/case/property.ts";
import { anyCommand, type UploadApiCommand } from "./model/command.ts";
import { create } from "./model/create.ts";
import { deleteUpload } from "./model/delete.ts";
import { playCommand } from "./model/play-command.ts";
import type { UploadApiPlay } from "./model/world.ts";

/** Commands in a sequence. */
const MAX_COMMANDS = 12;

/**
 * Uploads of two users that are created, deleted and listed in any order. The owner creates the first,
 * `u0`. At the end every upload is deleted by its owner: that succeeds where the model knows it as
 * there, and is 404 where it was deleted before.
 */
export const deleteUploadModel: Property = {
  name: "delete-upload-model",
  title:
    "Creating, deleting and listing uploads in any order: each answer follows from those before.",
  explanation: {
    generates: [
      `up to ${MAX_COMMANDS} calls: DeleteUpload, CreateUpload, ListUploads`,
      "for each call: whose key it has (the owner's, the stranger's, one that was never issued, none), and for a delete which upload of the sequence, or an id that was never issued",
      "a failing sequence shrinks to the calls that matter",
    ],
    sends: [
      "CreateUpload by the owner, which has to be accepted",
      "the calls of the sequence",
      "at the end: DeleteUpload of every upload by its owner",
    ],
    demands: [
      { text: "a delete by the owner of the upload is answered 2xx, once", statements: ["DUA-01"] },
      {
        text: "a delete without a key, or with one that was never issued, is 401 Unauthorized, and the upload stays",
        statements: ["DUA-03", "DUA-04"],
      },
      {
        text: "a delete of an id that was never issued, of another user's upload, or of one that was deleted before is 404 Upload not found",
        statements: ["DUA-06", "DUA-07", "DUA-08"],
      },
      {
        text: "a deleted upload is listed no more, and every other upload stays",
        statements: ["DUA-10", "DUA-13"],
      },
    ],
  },
  needs: ["DeleteUpload", "create-upload"],
  effect: "creates",
  inputs: (environment) => fc.record({ commands: sequence(anyCommand(environment), MAX_COMMANDS) }),
  run: async ({ commands }, state) => {
    const play: UploadApiPlay = { uploads: [], refusals: 0, state };
    await create("owner", play);
    for (const command of commands as readonly UploadApiCommand[]) {
      if (!(await playCommand(command, play))) return;
    }
    for (const [index, { owner }] of play.uploads.entries()) {
      if (!(await deleteUpload(owner, index, play))) return;
    }
    // Nothing had to be refused so far: a server that accepts everything would hold.
    if (play.refusals === 0) await deleteUpload("owner", 0, play);
  },
};
