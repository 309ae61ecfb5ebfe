import fc from "fast-check";
import { branches, HALF, MOSTLY, some } from "../../../properties/race/plan-parts.ts";
import { raceProperty } from "../../../properties/race/race-property.ts";
import { describeBriefly } from "./upload/call.ts";
import { DOCUMENT_NEEDS, enterUpload } from "./upload/enter-race.ts";
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
  needs: DOCUMENT_NEEDS,
  plans: uploadPlans(prefix, branches(some(anyCall, [MOSTLY, HALF]), 4), { documents: true }),
  enter: (state) => enterUpload(state),
  expected: "some order of the calls in which the documents allow each answer",
  describe: describeBriefly,
  breaks: ["ALL-05"],
});
