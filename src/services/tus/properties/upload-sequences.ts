import fc from "fast-check";
import { sequence } from "../../../properties/sequential/sequence.ts";
import { sequenceProperty } from "../../../properties/sequential/sequence-property.ts";
import type { Demand, Property } from "../../../run/case/property.ts";
import { describeCall } from "./upload/call.ts";
import { anyCommand, type UploadCommand } from "./upload/command.ts";
import { makerOf } from "./upload/make.ts";
import { callsOf, OPENING } from "./upload/sequence.ts";
import { uploadSpec } from "./upload/spec.ts";

/** Commands in a sequence. */
const MAX_COMMANDS = 12;

const DEMANDS: readonly Demand[] = [
  {
    text: "a PATCH at the offset is taken, and the new offset is the old one and the bytes that were kept",
    statements: ["TUS-01", "TUS-35"],
  },
  {
    text: "a PATCH at any other offset is 409 and changes nothing",
    statements: ["TUS-29", "TUS-30"],
  },
  { text: "HEAD tells the offset that PATCH told last", statements: ["TUS-19"] },
];

/** Uploads that are created, sent to at right and at wrong offsets, and looked at, in any order. */
export const uploadSequence: Property = uploadSequences({
  name: "tus-sequence",
  title: "Creations, PATCH and HEAD in any order: each answer follows from those before.",
  calls: "a creation, a PATCH at the offset or beside it, HEAD",
  demands: DEMANDS,
  needs: ["Create", "Head", "Patch"],
  deletes: false,
});

/** The same with deletes. */
export const deleteSequence: Property = uploadSequences({
  name: "tus-delete-sequence",
  title: "Creations, PATCH, HEAD and DELETE in any order: each answer follows from those before.",
  calls: "a creation, a PATCH at the offset or beside it, HEAD, DELETE",
  demands: [
    ...DEMANDS,
    { text: "DELETE of an upload is taken", statements: ["TUS-117"] },
    {
      text: "whatever names a deleted upload is 404 or 410, and no other upload is gone",
      statements: ["TUS-118"],
    },
  ],
  needs: ["Create", "Head", "Patch", "Delete"],
  deletes: true,
});

function uploadSequences({
  name,
  title,
  calls,
  demands,
  needs,
  deletes,
}: Pick<Property, "name" | "title" | "needs"> & {
  readonly calls: string;
  readonly demands: readonly Demand[];
  readonly deletes: boolean;
}): Property {
  return sequenceProperty({
    name,
    title,
    explanation: {
      generates: [
        `up to ${MAX_COMMANDS} calls: ${calls}`,
        "for each call: which upload of the sequence, and for a PATCH how many bytes, and how far beside the offset",
        "a failing sequence shrinks to the calls that matter",
      ],
      sends: [
        "a creation, which has to be accepted",
        "the calls of the sequence",
        "at the end: HEAD of every upload, the bytes that it lacks, and a look at what is stored where the target says where",
      ],
      demands,
    },
    needs,
    inputs: () => fc.record({ commands: sequence(anyCommand({ deletes }), MAX_COMMANDS) }),
    enter: (state) => ({ spec: uploadSpec, make: makerOf(state) }),
    opening: OPENING,
    calls: ({ commands }, course) => callsOf(commands as readonly UploadCommand[], course),
    describe: describeCall,
  });
}
