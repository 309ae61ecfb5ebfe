import { crowdProperty } from "../../../properties/race/crowd-property.ts";
import { describeBriefly } from "./upload/call.ts";
import { UPLOAD_CROWD } from "./upload/crowd.ts";
import { DOCUMENT_NEEDS } from "./upload/enter-race.ts";

/** What holds of one upload after the other holds of many side by side. */
export const crowdUploads = crowdProperty({
  name: "crowd-uploads",
  title:
    "While many clients of two users upload at once, what each handler gets follows from its own calls alone.",
  life: "a create, chunks with right CRCs and wrong ones, calls of the other user, often a finalize, deletes, a chunk for what is gone, and a look at the document",
  demands: [
    { text: "a create answers a GUID of its own", statements: ["CUH-07"] },
    {
      text: "a right chunk is taken, a wrong one is asked for again, and the other user's is refused",
      statements: ["UFC-01", "UFC-02", "UFC-06", "CUH-22"],
    },
    {
      text: "what was finalized is the document that was sent, and is finalized once",
      statements: ["FIN-01", "FIN-02", "UFC-03"],
    },
    {
      text: "every delete succeeds, that of another user ends nothing, and what was deleted takes nothing",
      statements: ["DUH-01", "DUH-12", "DUH-16", "DUH-17", "DUH-20", "UFC-04"],
    },
  ],
  needs: DOCUMENT_NEEDS,
  expected: "that each answer follows from the calls of that handler before it",
  describe: describeBriefly,
  crowd: UPLOAD_CROWD,
});
