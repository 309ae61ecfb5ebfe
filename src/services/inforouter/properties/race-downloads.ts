import fc from "fast-check";
import { branches, HALF, MOSTLY, some } from "../../../properties/race/plan-parts.ts";
import { raceProperty } from "../../../properties/race/race-property.ts";
import { describeBriefly } from "./download/call.ts";
import { DOWNLOAD_NEEDS, DOWNLOAD_SET_UP, enterDownload } from "./download/enter-race.ts";
import { QUARTERS, type RaceCall } from "./download/race-call.ts";

const read: fc.Arbitrary<RaceCall> = fc.record({
  call: fc.constant("read" as const),
  quarter: fc.nat(QUARTERS - 1),
});
const remove = fc.constant<RaceCall>({ call: "delete" });

/** ALL-05 for downloads: reads and deletes of one handler, whichever are in flight together. */
export const raceDownloads = raceProperty({
  name: "race-downloads",
  title: "Some order of the calls explains what reads and deletes in flight together get.",
  plays: {
    setUp: DOWNLOAD_SET_UP,
    atOnce:
      "up to four times one or two calls of the same handler: DownloadFileChunk of a quarter, or DeleteDownloadHandler",
    afterwards: "DownloadFileChunk of a quarter",
  },
  demands: [
    {
      text: "every delete succeeds; a read before it gives the bytes of its quarter, a read after it is refused",
    },
  ],
  needs: DOWNLOAD_NEEDS,
  plans: fc.record({
    prefix: fc.constant([]),
    branches: branches(some(fc.oneof(read, remove), [MOSTLY, HALF]), 4),
    suffix: some(read, [MOSTLY]),
  }),
  enter: enterDownload,
  expected: "some order of the calls in which the documents allow each answer",
  describe: describeBriefly,
});
