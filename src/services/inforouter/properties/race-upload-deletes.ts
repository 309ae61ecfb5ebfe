import { branches } from "../../../properties/race/plan-parts.ts";
import { raceProperty } from "../../../properties/race/race-property.ts";
import { describeBriefly } from "./upload/call.ts";
import { enterUpload, UPLOAD_NEEDS } from "./upload/enter-race.ts";
import { DELETE, STAGED, uploadPlans } from "./upload/race-plans.ts";

/** DUH-12 in one moment: whichever of them comes first, each delete finds its work done or does it. */
export const raceUploadDeletes = raceProperty({
  name: "race-upload-deletes",
  title: "Deletes of one upload handler in flight together all succeed, and it is gone.",
  needs: UPLOAD_NEEDS,
  plans: uploadPlans(STAGED, branches(DELETE, 4), { documents: false }),
  enter: (state) => enterUpload(state),
  expected: "every delete succeeds, and the handler takes no chunk afterwards",
  describe: describeBriefly,
  breaks: ["DUH-12"],
});
