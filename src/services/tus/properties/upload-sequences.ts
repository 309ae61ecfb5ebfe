import fc from "fast-check";
import { sequence } from "../../../properties/sequential/sequence.ts";
import { sequenceProperty } from "../../../properties/sequential/sequence-property.ts";
import type { Demand, Property } from "../../../run/case/property.ts";
import { describeCall } from "./upload/call.ts";
import { anyCommand, anyKindCommand, type UploadCommand } from "./upload/command.ts";
import { makerOf } from "./upload/make.ts";
import { offeredBy } from "./upload/offered.ts";
import { callsOf, OPENING } from "./upload/sequence.ts";
import { type Judging, uploadSpecOf } from "./upload/spec.ts";

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
  { text: "a PATCH without bytes changes nothing", statements: ["TUS-35"] },
  { text: "HEAD tells the offset that PATCH told last", statements: ["TUS-19"] },
];

/** Uploads that are created, sent to at right and at wrong offsets, and looked at, in any order. */
export const uploadSequence: Property = uploadSequences({
  name: "tus-sequence",
  title: "Creations, PATCH and HEAD in any order: each answer follows from those before.",
  calls: "a creation, a PATCH at the offset or beside it, HEAD",
  demands: DEMANDS,
  needs: ["Create", "Head", "Patch"],
  command: anyCommand({ deletes: false }),
  judging: {},
});

/** The same with deletes. */
export const deleteSequence: Property = uploadSequences({
  name: "tus-delete-sequence",
  title: "Creations, PATCH, HEAD and DELETE in any order: each answer follows from those before.",
  calls: "a creation, a PATCH at the offset or beside it, HEAD, DELETE",
  demands: [
    ...DEMANDS,
    {
      text: "a PATCH without bytes is not refused as if the upload were not there",
      statements: ["TUS-36"],
    },
    { text: "DELETE of an upload is taken", statements: ["TUS-117"] },
    {
      text: "whatever names a deleted upload is 404 or 410, and no other upload is gone",
      statements: ["TUS-118"],
    },
  ],
  needs: ["Create", "Head", "Patch", "Delete"],
  command: anyCommand({ deletes: true }),
  judging: { isStrict: true },
});

/** Uploads of every kind that the server announces. */
export const kindsSequence: Property = uploadSequences({
  name: "tus-kinds-sequence",
  title: "Uploads of every kind, filled in any order: each answer follows from those before.",
  calls:
    "a creation of 0, 1, 2 or 100 bytes, which may be partial, bring bytes, or tell no length; a PATCH at the offset or beside it, with bytes or without, which may tell the length; HEAD",
  demands: [
    ...DEMANDS,
    {
      text: "a creation with bytes tells the offset after those that were kept, and HEAD the same",
      statements: ["TUS-84", "TUS-85"],
    },
    {
      text: "as long as the length was not told HEAD says so, and PATCH is taken",
      statements: ["TUS-65", "TUS-12"],
    },
    {
      text: "once the length was told, with whatever PATCH, HEAD tells it and no more that it is deferred",
      statements: ["TUS-20", "TUS-50"],
    },
    {
      text: "a final upload of complete parts is as long as these, and holds their bytes",
      statements: ["TUS-121", "TUS-124", "TUS-137"],
    },
  ],
  needs: ["Create", "Head", "Patch"],
  command: anyKindCommand(),
  judging: { lengths: true },
});

function uploadSequences({
  name,
  title,
  calls,
  demands,
  needs,
  command,
  judging,
}: Pick<Property, "name" | "title" | "needs"> & {
  readonly calls: string;
  readonly demands: readonly Demand[];
  readonly command: fc.Arbitrary<UploadCommand>;
  readonly judging: Judging;
}): Property {
  const spec = uploadSpecOf(judging);
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
        "at the end: HEAD of every upload, the bytes and the length that it lacks, HEAD, and a look at what is stored where the target says where; complete parts make a final upload",
      ],
      demands,
    },
    needs,
    inputs: () => fc.record({ commands: sequence(command, MAX_COMMANDS) }),
    enter: (state) => ({ spec, make: makerOf(state) }),
    opening: OPENING,
    calls: ({ commands }, course, state) =>
      callsOf(commands as readonly UploadCommand[], course, offeredBy(state)),
    describe: describeCall,
  });
}
