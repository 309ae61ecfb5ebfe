import { boundaryMixed, isIn, type Range } from "./boundary-mixed.ts";
import { CHUNK_SIZE, INT32 } from "./chunk-limits.ts";
import { defineGenerator } from "./define-generator.ts";

/** "A negative size lies outside the range" (CUH-14). */
const RANGE: Range = { min: INT32.min, max: -1 };

export const chunkSizeNegative = defineGenerator({
  name: "chunk-size.negative",
  title: "Negative chunk sizes, down to the smallest 32-bit integer.",
  arbitrary: () => boundaryMixed(RANGE, [RANGE.max, RANGE.min, -CHUNK_SIZE.min, -CHUNK_SIZE.max]),
  holds: (value) => isIn(RANGE, value),
});
