import { branches } from "../../../properties/race/plan-parts.ts";
import { raceProperty } from "../../../properties/race/race-property.ts";
import { describeBriefly } from "./upload/call.ts";
import { enterUpload, UPLOAD_NEEDS, UPLOAD_REST, UPLOAD_SET_UP } from "./upload/enter-race.ts";
import { DELETE, STAGED, uploadPlans } from "./upload/race-plans.ts";

/** DUH-12 in one moment: whichever of them comes first, each delete finds its work done or does it. */
export const raceUploadDeletes = raceProperty({
  name: "race-upload-deletes",
  title: "Deletes of one upload handler in flight together all succeed, and it is gone.",
  plays: {
    setUp: UPLOAD_SET_UP,
    before: "a last chunk, or none",
    atOnce: "up to four DeleteUploadHandler of the same handler",
    afterwards: UPLOAD_REST,
  },
  demands: [
    { text: "every delete succeeds", statements: ["DUH-12"] },
    {
      text: "afterwards the handler takes no chunk and its staged file is gone",
      statements: ["DUH-01"],
    },
  ],
  needs: UPLOAD_NEEDS,
  plans: uploadPlans(STAGED, branches(DELETE, 4), { documents: false }),
  enter: (state) => enterUpload(state),
  expected: "every delete succeeds, and the handler takes no chunk afterwards",
  describe: describeBriefly,
  breaks: ["DUH-12"],
});
