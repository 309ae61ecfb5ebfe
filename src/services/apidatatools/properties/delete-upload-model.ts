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

/** Uploads of two users that are created, deleted and listed in any order. The owner creates the first, `u0`. */
export const deleteUploadModel = sequenceProperty({
  name: "delete-upload-model",
  title:
    "Creating, deleting and listing uploads in any order: each answer follows from those before.",
  needs: ["DeleteUpload", "create-upload"],
  inputs: (environment) => fc.record({ commands: sequence(anyCommand(environment), MAX_COMMANDS) }),
  enter: (state) => ({ spec: uploadSpec, make: makerOf(state) }),
  opening: OPENING,
  calls: ({ commands }, course) => callsOf(commands as readonly UploadApiCommand[], course),
  describe: describeCall,
});
