import fc from "fast-check";
import { branches, HALF, MOSTLY, some } from "../../../properties/race/plan-parts.ts";
import { raceProperty } from "../../../properties/race/race-property.ts";
import { describeBriefly } from "./upload/call.ts";
import { UPLOAD_CROWD } from "./upload/crowd.ts";
import { DOCUMENT_NEEDS, DOCUMENT_REST, enterUpload, UPLOAD_SET_UP } from "./upload/enter-race.ts";
import type { RaceCall } from "./upload/race-call.ts";
import { COMPLETE, chunk, EARLIER, finalize, uploadPlans } from "./upload/race-plans.ts";

const anyCall: fc.Arbitrary<RaceCall> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<RaceCall>({ call: "delete" }) },
  { weight: 1, arbitrary: chunk(fc.boolean()) },
  { weight: 2, arbitrary: finalize() },
);

/** Most of what can go wrong needs an upload that is complete. */
const prefix = fc.oneof({ weight: 1, arbitrary: EARLIER }, { weight: 2, arbitrary: COMPLETE });

/** ALL-05 for uploads: chunks, deletes and finalizes of one handler, whichever are in flight together. */
export const raceUploads = raceProperty({
  name: "race-uploads",
  title:
    "Some order of the calls explains what chunks, deletes and finalizes in flight together get.",
  plays: {
    setUp: UPLOAD_SET_UP,
    before: "a last chunk, or a whole one that is not the last, or none",
    atOnce:
      "up to four times one or two calls of the same handler: a chunk, a DeleteUploadHandler or a finalize",
    afterwards: DOCUMENT_REST,
  },
  demands: [
    {
      text: "each call gets what the documents allow after those before it in that order: no call is refused only because another one is in flight",
      statements: ["ALL-05"],
    },
    { text: "the staged file of a deleted handler is gone", statements: ["DUH-01"] },
  ],
  needs: DOCUMENT_NEEDS,
  plans: uploadPlans(prefix, branches(some(anyCall, [MOSTLY, HALF]), 4), { documents: true }),
  enter: (state) => enterUpload(state),
  expected: "some order of the calls in which the documents allow each answer",
  describe: describeBriefly,
  breaks: ["ALL-05"],
  crowd: UPLOAD_CROWD,
});
