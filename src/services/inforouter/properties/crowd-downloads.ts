import { crowdProperty } from "../../../properties/race/crowd-property.ts";
import { describeBriefly } from "./download/call.ts";
import { DOWNLOAD_CROWD } from "./download/crowd.ts";
import { DOCUMENT_DOWNLOAD_NEEDS } from "./download/put-document.ts";

/** What holds of one download after the other holds of many side by side. */
export const crowdDownloads = crowdProperty({
  name: "crowd-downloads",
  title:
    "While many clients download several documents at once, what each handler gets follows from its own calls alone.",
  life: "GetDownloadHandler of one of four documents, which are of different lengths, reads of the whole and of parts, reads of the other user, a delete, and a read of what is gone",
  demands: [
    {
      text: "a document is staged with its Size, and a handler of its own",
      statements: ["GDH-01"],
    },
    {
      text: "a chunk has the bytes of its part of that document, and the other user's read is refused",
      statements: ["DFC-01", "DFC-02", "DFC-03"],
    },
    {
      text: "every delete succeeds, and what was deleted gives nothing any more",
      statements: ["DDH-01", "DDH-15"],
    },
  ],
  needs: DOCUMENT_DOWNLOAD_NEEDS,
  expected: "that each answer follows from the calls of that handler before it",
  describe: describeBriefly,
  crowd: DOWNLOAD_CROWD,
});
