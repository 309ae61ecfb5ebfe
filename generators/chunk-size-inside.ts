import { boundaryMixed, isIn, type Range } from "./boundary-mixed.ts";
import { CHUNK_SIZE } from "./chunk-limits.ts";
import { defineGenerator } from "./define-generator.ts";

/** "A size inside 262144..33554432 is accepted as asked" (CUH-09). */
const RANGE: Range = CHUNK_SIZE;

export const chunkSizeInside = defineGenerator({
  name: "chunk-size.inside",
  title: "Chunk sizes that the server takes as asked, both limits included.",
  arbitrary: () => boundaryMixed(RANGE, [RANGE.min, RANGE.max]),
  holds: (value) => isIn(RANGE, value),
});
