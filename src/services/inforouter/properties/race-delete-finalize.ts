import { branch, branches, inOrder, one } from "../../../properties/race/plan-parts.ts";
import { raceProperty } from "../../../properties/race/race-property.ts";
import { describeBriefly } from "./upload/call.ts";
import { DOCUMENT_NEEDS, DOCUMENT_REST, enterUpload, UPLOAD_SET_UP } from "./upload/enter-race.ts";
import { COMPLETE, DELETE, finalize, uploadPlans } from "./upload/race-plans.ts";

/** DUH-16 in one moment: whichever comes first, a document that was made stays. */
export const raceDeleteFinalize = raceProperty({
  name: "race-delete-finalize",
  title:
    "A delete in flight with a finalize leaves the document intact, or the finalize is refused.",
  plays: {
    setUp: UPLOAD_SET_UP,
    before: "a last chunk",
    atOnce: "a finalize, and up to three DeleteUploadHandler",
    afterwards: DOCUMENT_REST,
  },
  demands: [
    {
      text: "where the finalize succeeds, the document is there with exactly the bytes of the chunk; where it does not, there is none",
      statements: ["DUH-16"],
    },
    { text: "the staged file of a deleted handler is gone", statements: ["DUH-01"] },
  ],
  needs: DOCUMENT_NEEDS,
  plans: uploadPlans(COMPLETE, inOrder(one(branch(one(finalize()))), branches(DELETE, 3)), {
    documents: true,
  }),
  enter: (state) => enterUpload(state, { mayBeBusy: ["delete", "finalize"] }),
  expected: "a finalize that succeeds leaves its document intact, and one that does not none",
  describe: describeBriefly,
  breaks: ["DUH-16"],
});
