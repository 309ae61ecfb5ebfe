import fc from "fast-check";
import { branches, one } from "../../../properties/race/plan-parts.ts";
import { raceProperty } from "../../../properties/race/race-property.ts";
import { describeBriefly } from "./download/call.ts";
import { DOWNLOAD_NEEDS, DOWNLOAD_SET_UP, enterDownload } from "./download/enter-race.ts";
import type { RaceCall } from "./download/race-call.ts";

const remove = fc.constant<RaceCall>({ call: "delete" });

/** DDH-12 in one moment. */
export const raceDownloadDeletes = raceProperty({
  name: "race-download-deletes",
  title: "Deletes of one download handler in flight together all succeed.",
  plays: {
    setUp: DOWNLOAD_SET_UP,
    atOnce: "up to four DeleteDownloadHandler of the same handler",
  },
  demands: [{ text: "every delete succeeds" }],
  needs: DOWNLOAD_NEEDS,
  plans: fc.record({
    prefix: fc.constant([]),
    branches: branches(one(remove), 4),
    suffix: fc.constant([]),
  }),
  enter: enterDownload,
  expected: "every delete succeeds",
  describe: describeBriefly,
});
