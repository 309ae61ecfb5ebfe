import fc from "fast-check";
import { sequence } from "../../../properties/sequential/sequence.ts";
import { sequenceProperty } from "../../../properties/sequential/sequence-property.ts";
import { describeCall } from "./download/call.ts";
import { anyCommand, type DownloadCommand } from "./download/command.ts";
import { makerOf } from "./download/make.ts";
import { DOCUMENT_BYTES, putDocument } from "./download/put-document.ts";
import { DownloadSequence, OPENING } from "./download/sequence.ts";
import { downloadSpec } from "./download/spec.ts";

/** Commands in a sequence. */
const MAX_COMMANDS = 16;

/**
 * Downloads of one document by several users, in any order and over any binding: what the documents
 * allow each answer to be follows from all calls before it. The owner uploads the document and stages
 * it as `d0`; a target where that is refused cannot be judged.
 */
export const downloadModel = sequenceProperty({
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
  inputs: (environment) => fc.record({ commands: sequence(anyCommand(environment), MAX_COMMANDS) }),
  enter: async (state) => {
    await putDocument(state);
    return { spec: downloadSpec(DOCUMENT_BYTES), make: makerOf(state) };
  },
  opening: OPENING,
  calls: ({ commands }, course, state) =>
    new DownloadSequence(course, state, DOCUMENT_BYTES).calls(
      commands as readonly DownloadCommand[],
    ),
  describe: describeCall,
});
