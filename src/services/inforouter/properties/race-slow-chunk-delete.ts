import fc from "fast-check";
import { branch, one } from "../../../properties/race/plan-parts.ts";
import { raceProperty } from "../../../properties/race/race-property.ts";
import { describeBriefly } from "./upload/call.ts";
import { enterUpload, UPLOAD_NEEDS, UPLOAD_REST, UPLOAD_SET_UP } from "./upload/enter-race.ts";
import type { RaceCall } from "./upload/race-call.ts";
import { DELETE, EARLIER, uploadPlans } from "./upload/race-plans.ts";

/** Milliseconds after the head of the chunk was sent, and well before its last byte. */
const AMID = [4, 5, 6, 8];

const slowChunk = fc.record({
  call: fc.constant("chunk" as const),
  seed: fc.constant(1),
  last: fc.boolean(),
  slow: fc.constant(true as const),
});

/** DUH-01 in the middle of a chunk: the delete comes when half of the chunk's body has been sent. */
export const raceSlowChunkDelete = raceProperty({
  name: "race-slow-chunk-delete",
  title: "A handler that is deleted in the middle of a chunk is gone when both have been answered.",
  plays: {
    setUp: UPLOAD_SET_UP,
    before: "a whole chunk, or none",
    atOnce:
      "a chunk whose body is sent slowly, and a DeleteUploadHandler when half of it has been sent",
    afterwards: UPLOAD_REST,
  },
  demands: [
    { text: "the delete is accepted, or refused while the chunk is in flight" },
    {
      text: "once the delete was accepted and both were answered, the handler takes no chunk and its staged file is gone",
    },
  ],
  needs: UPLOAD_NEEDS,
  plans: uploadPlans(
    EARLIER,
    fc.tuple(branch(one<RaceCall>(slowChunk), [0]), branch(DELETE, AMID)),
    { documents: false },
  ),
  enter: (state) => enterUpload(state, { mayBeBusy: ["chunk", "delete"] }),
  expected: "a handler that was deleted takes no chunk afterwards, and its staged file is gone",
  describe: describeBriefly,
});
