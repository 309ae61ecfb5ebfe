import fc from "fast-check";
import { branch, HALF, inOrder, MOSTLY, one, some } from "../../../properties/race/plan-parts.ts";
import { raceProperty } from "../../../properties/race/race-property.ts";
import { describeBriefly } from "./upload/call.ts";
import { enterUpload, UPLOAD_NEEDS, UPLOAD_REST, UPLOAD_SET_UP } from "./upload/enter-race.ts";
import type { RaceCall } from "./upload/race-call.ts";
import { DELETE, uploadPlans } from "./upload/race-plans.ts";

/** Short, so that all of them come in while the first is being written. */
const shortChunk: fc.Arbitrary<RaceCall> = fc.record({
  call: fc.constant("chunk" as const),
  seed: fc.constant(1),
  last: fc.constant(false),
  short: fc.constant(true as const),
});

const around = branch(one(shortChunk), [0]);

/** DUH-01 among chunks: some are on their way before the delete, and some come behind it. */
export const raceDeleteAmongChunks = raceProperty({
  name: "race-delete-among-chunks",
  title: "A handler that is deleted among chunks is gone when all of them have been answered.",
  plays: {
    setUp: UPLOAD_SET_UP,
    atOnce:
      "up to three short chunks, a DeleteUploadHandler, and up to three short chunks after it",
    afterwards: UPLOAD_REST,
  },
  demands: [
    { text: "the delete is accepted, or refused while chunks are in flight" },
    {
      text: "once a delete was accepted and everything was answered, the handler takes no chunk and its staged file is gone",
    },
  ],
  needs: UPLOAD_NEEDS,
  plans: uploadPlans(
    fc.constant([]),
    inOrder(
      some(around, [MOSTLY, HALF, HALF]),
      one(branch(DELETE, [0])),
      some(around, [MOSTLY, HALF, HALF]),
    ),
    { documents: false },
  ),
  enter: (state) => enterUpload(state, { mayBeBusy: ["chunk", "delete"] }),
  expected: "a handler that was deleted takes no chunk afterwards, and its staged file is gone",
  describe: describeBriefly,
});
