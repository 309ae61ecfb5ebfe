import fc from "fast-check";
import { branches, one } from "../../../properties/race/plan-parts.ts";
import { raceProperty } from "../../../properties/race/race-property.ts";
import { describeBriefly } from "./upload/call.ts";
import { DOCUMENT_NEEDS, DOCUMENT_REST, enterUpload, UPLOAD_SET_UP } from "./upload/enter-race.ts";
import { chunk, EARLIER, uploadPlans } from "./upload/race-plans.ts";

/** UFC-01 in one moment: of chunks in flight together, alike or not, each that is taken is appended. */
export const raceSameChunks = raceProperty({
  name: "race-same-chunks",
  title: "Of chunks in flight together each that is accepted is in the document, once.",
  plays: {
    setUp: UPLOAD_SET_UP,
    before: "a whole chunk, or none",
    atOnce: "up to three whole chunks, often the same one",
    afterwards: DOCUMENT_REST,
  },
  demands: [
    {
      text: "the document holds every chunk that was accepted, once for each time, in some order, and no other",
    },
  ],
  needs: DOCUMENT_NEEDS,
  plans: uploadPlans(EARLIER, branches(one(chunk(fc.constant(false))), 3), { documents: true }),
  enter: (state) => enterUpload(state, { mayBeBusy: ["chunk"] }),
  expected: "every chunk that was accepted is in the document, in some order",
  describe: describeBriefly,
});
