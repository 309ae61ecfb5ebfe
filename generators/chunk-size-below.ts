import { boundaryMixed, isIn, type Range } from "./boundary-mixed.ts";
import { CHUNK_SIZE } from "./chunk-limits.ts";
import { defineGenerator } from "./define-generator.ts";

/** "A size below 262144 is raised to 262144" (CUH-10); "0 selects the default" (CUH-13). */
const RANGE: Range = { min: 1, max: CHUNK_SIZE.min - 1 };

export const chunkSizeBelow = defineGenerator({
  name: "chunk-size.below",
  title: "Positive chunk sizes below the lower limit; 0 has a meaning of its own.",
  arbitrary: () => boundaryMixed(RANGE, [RANGE.min, RANGE.max]),
  holds: (value) => isIn(RANGE, value),
});
