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
  explanation: {
    generates: [
      `up to ${MAX_COMMANDS} calls: a chunk (the last or a whole one, with the right CRC or another), DeleteUploadHandler, CreateUploadHandler, a finalize by one of three operations, LogOut`,
      "for each call: who makes it (the owner, the stranger, another session of the owner, a ticket that ended or was never issued), its binding, and its handler (one of the sequence, never issued, no GUID, or a download handler)",
      "whether the first handler that is open at the end is finalized or deleted",
      "a failing sequence shrinks to the calls that matter",
    ],
    sends: [
      "CreateUploadHandler by the owner, which has to be accepted",
      "the calls of the sequence; DownloadDocument after each finalize that succeeds",
      "at the end: what is open is finalized or deleted, what is gone is tried again, over another binding, too, and each document is read again",
    ],
    demands: [
      {
        text: "a create is accepted for every user, with a handler that no other create was answered",
        statements: ["CUH-01", "CUH-07", "CUH-19"],
      },
      {
        text: "a chunk with the right CRC is accepted while its handler is open; with another CRC it is asked for again, and nothing of it is kept",
        statements: ["CUH-20", "UFC-01", "UFC-02"],
      },
      {
        text: "a chunk is refused without a good ticket, with another user's, and for a handler that was deleted, finalized, never issued or is no GUID",
        statements: ["CUH-22", "UFC-04", "UFC-05", "UFC-06"],
      },
      {
        text: "a finalize is accepted once the last chunk was, and refused before it, a second time, and for a user whom the handler does not belong to",
        statements: ["UFC-03", "FIN-02", "FIN-03", "FIN-04", "FIN-06"],
      },
      {
        text: "the document holds exactly the chunks that were accepted, in their order, and stays so",
        statements: ["FIN-01", "CUH-21", "DUH-16"],
      },
      {
        text: "a delete by the creator is accepted at any point, again, after a finalize, and of a GUID that was never issued",
        statements: ["DUH-11", "DUH-12", "DUH-13", "DUH-17", "CUH-24"],
      },
      {
        text: "a delete of what is no GUID is bad Request whatever the ticket is; with a bad ticket it is a ticket error",
        statements: ["DUH-07", "DUH-09"],
      },
      {
        text: "a deleted or finalized handler takes nothing any more; another handler, and that of another user, is not touched",
        statements: ["DUH-01", "DUH-15", "DUH-19", "DUH-20"],
      },
      {
        text: "a good ticket is accepted until LogOut, and refused from then on",
        statements: ["AUT-01", "AUT-03"],
      },
    ],
  },
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
