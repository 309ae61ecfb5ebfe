import fc from "fast-check";
import { sequence } from "../../../properties/sequential/sequence.ts";
import { sequenceProperty } from "../../../properties/sequential/sequence-property.ts";
import { describeCall } from "./upload/call.ts";
import { anyCommand, type UploadApiCommand } from "./upload/command.ts";
import { makerOf } from "./upload/make.ts";
import { callsOf, OPENING } from "./upload/sequence.ts";
import { uploadSpec } from "./upload/spec.ts";

/** Commands in a sequence. */
const MAX_COMMANDS = 12;

/** Uploads of two users that are created, deleted, listed and get their files in any order. The owner creates the first, `u0`. */
export const deleteUploadModel = sequenceProperty({
  name: "delete-upload-model",
  title:
    "Creating, deleting and listing uploads and sending their files in any order: each answer follows from those before.",
  explanation: {
    generates: [
      `up to ${MAX_COMMANDS} calls: DeleteUpload, CreateUpload, SendUploadFile, ListUploads`,
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
        text: "a deleted upload is listed no more, also when its file comes, and every other upload stays",
        statements: ["DUA-10", "DUA-13"],
      },
    ],
  },
  needs: ["DeleteUpload", "create-upload"],
  inputs: (environment) => fc.record({ commands: sequence(anyCommand(environment), MAX_COMMANDS) }),
  enter: (state) => ({ spec: uploadSpec, make: makerOf(state) }),
  opening: OPENING,
  calls: ({ commands }, course) => callsOf(commands as readonly UploadApiCommand[], course),
  describe: describeCall,
});
