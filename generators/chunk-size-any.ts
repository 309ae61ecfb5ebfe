import { boundaryMixed, isIn } from "./boundary-mixed.ts";
import { CHUNK_SIZE, INT32 } from "./chunk-limits.ts";
import { defineGenerator } from "./define-generator.ts";

/** Both sides of each limit (CUH-09 to CUH-11), the default's 0 (CUH-13) and the ends of int (CUH-16). */
const LIMITS = [
  0,
  CHUNK_SIZE.min - 1,
  CHUNK_SIZE.min,
  CHUNK_SIZE.max,
  CHUNK_SIZE.max + 1,
  INT32.max,
  INT32.min,
];

export const chunkSizeAny = defineGenerator({
  name: "chunk-size.any",
  title: "Any 32-bit integer as a chunk size, mostly limits and what is next to them.",
  arbitrary: () => boundaryMixed(INT32, LIMITS),
  holds: (value) => isIn(INT32, value),
});
