import fc from "fast-check";
import { sequence } from "../../../properties/sequential/sequence.ts";
import { sequenceProperty } from "../../../properties/sequential/sequence-property.ts";
import { describeCall } from "./upload/call.ts";
import { anyCommand, type UploadCommand } from "./upload/command.ts";
import { makerOf } from "./upload/make.ts";
import { type AtLast, OPENING, UploadSequence } from "./upload/sequence.ts";
import { uploadSpec } from "./upload/spec.ts";

/** Commands in a sequence: enough for three deletes and what comes after them. */
const MAX_COMMANDS = 20;

/**
 * Uploads by several users, in any order and over any binding: what the documents allow each answer to
 * be follows from all calls before it. The owner creates the first handler, `h0`; a target where that
 * is refused cannot be judged.
 */
export const uploadModel = sequenceProperty({
  name: "upload-model",
  title: "Uploads of two users in any order: each answer is one that the calls before it allow.",
  needs: ["CreateUploadHandler", "UploadFileChunk", "DeleteUploadHandler"],
  inputs: (environment) =>
    fc.record({
      commands: sequence(anyCommand(environment), MAX_COMMANDS),
      atLast: fc.constantFrom<AtLast>("finalize", "delete"),
    }),
  enter: (state) => ({ spec: uploadSpec(), make: makerOf(state) }),
  opening: OPENING,
  calls: ({ commands, atLast }, course, state) =>
    new UploadSequence(course, state).calls(commands as readonly UploadCommand[], atLast as AtLast),
  describe: describeCall,
});
