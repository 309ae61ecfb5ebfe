import fc from "fast-check";
import { sequence } from "../../../properties/sequential/sequence.ts";
import { sequenceProperty } from "../../../properties/sequential/sequence-property.ts";
import { describeCall } from "./download/call.ts";
import { anyCommand, type DownloadCommand } from "./download/command.ts";
import { makerOf } from "./download/make.ts";
import { DOCUMENT_BYTES, DOCUMENT_DOWNLOAD_NEEDS, putDocument } from "./download/put-document.ts";
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
  explanation: {
    generates: [
      `up to ${MAX_COMMANDS} calls: DownloadFileChunk (of the start, the middle, the end or the whole), DeleteDownloadHandler, a staging (the document, its version 0 or 1, a zip of it, a path where nothing is), LogOut`,
      "for each call: who makes it (the owner, the stranger, another session of the owner, a ticket that ended or was never issued), its binding, and its handler (one of the sequence, never issued, no GUID, or an upload handler)",
      "a failing sequence shrinks to the calls that matter",
    ],
    sends: [
      "an upload that becomes a document of 3,000 bytes, and GetDownloadHandler of it by the owner, which have to be accepted",
      "the calls of the sequence",
      "at the end: each handler is read whole, deleted, and read again; DownloadDocument where something was deleted",
    ],
    demands: [
      {
        text: "the owner's document is staged, with its Size and a handler that no other call was answered; a version 0 as well",
        statements: ["GDH-01", "GDH-03"],
      },
      {
        text: "staging is refused with a bad ticket, for a path where nothing is, and for a version that is not there",
        statements: ["GDH-02", "GDH-03"],
      },
      {
        text: "a chunk of an open handler has the bytes of its part and the lengths and the flag that belong to it, in whatever order the parts are read",
        statements: ["DFC-01", "DFC-03"],
      },
      {
        text: "a chunk is refused with a bad ticket, for another user, and for a handler that was deleted, never issued or is no GUID",
        statements: ["DFC-02", "DDH-01"],
      },
      {
        text: "a delete by the creator is accepted at any point, again, of a handler of any of the three operations, and of a GUID that was never issued",
        statements: ["DDH-11", "DDH-12", "DDH-15", "DDH-16"],
      },
      {
        text: "a delete of what is no GUID is bad Request whatever the ticket is; with a bad ticket it is a ticket error",
        statements: ["DDH-07", "DDH-09"],
      },
      {
        text: "after a delete every other handler, that of another user and the document are as before",
        statements: ["DDH-14", "DDH-18", "DDH-19"],
      },
      {
        text: "a good ticket is accepted until LogOut, and refused from then on",
        statements: ["AUT-01", "AUT-03"],
      },
    ],
  },
  needs: DOCUMENT_DOWNLOAD_NEEDS,
  inputs: (environment) => fc.record({ commands: sequence(anyCommand(environment), MAX_COMMANDS) }),
  enter: async (state) => {
    await putDocument(state);
    return { spec: downloadSpec(() => DOCUMENT_BYTES), make: makerOf(state) };
  },
  opening: OPENING,
  calls: ({ commands }, course, state) =>
    new DownloadSequence(course, state, DOCUMENT_BYTES).calls(
      commands as readonly DownloadCommand[],
    ),
  describe: describeCall,
});
