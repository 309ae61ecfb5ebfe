import { branches, one } from "../../../properties/race/plan-parts.ts";
import { raceProperty } from "../../../properties/race/race-property.ts";
import { describeBriefly } from "./upload/call.ts";
import { DOCUMENT_NEEDS, enterUpload } from "./upload/enter-race.ts";
import { COMPLETE, finalize, uploadPlans } from "./upload/race-plans.ts";

/** FIN-02 in one moment: one upload becomes one document. */
export const raceFinalizes = raceProperty({
  name: "race-finalizes",
  title: "Of finalizes of one upload in flight together only one succeeds.",
  needs: DOCUMENT_NEEDS,
  plans: uploadPlans(COMPLETE, branches(one(finalize()), 3), { documents: true }),
  enter: (state) => enterUpload(state, { mayBeBusy: ["finalize"] }),
  expected: "one finalize of the upload succeeds, and only its document is there",
  describe: describeBriefly,
});
