import { boundaryMixed, isIn, type Range } from "./boundary-mixed.ts";
import { CHUNK_SIZE, INT32 } from "./chunk-limits.ts";
import { defineGenerator } from "./define-generator.ts";

/** "A size above 33554432 is lowered to 33554432" (CUH-11); the parameter is an int (CUH-16). */
const RANGE: Range = { min: CHUNK_SIZE.max + 1, max: INT32.max };

export const chunkSizeAbove = defineGenerator({
  name: "chunk-size.above",
  title: "Chunk sizes above the upper limit, up to the largest 32-bit integer.",
  arbitrary: () => boundaryMixed(RANGE, [RANGE.min, RANGE.max]),
  holds: (value) => isIn(RANGE, value),
});
