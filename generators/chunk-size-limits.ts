import { around, isIn } from "./boundary-mixed.ts";
import { CHUNK_SIZE, INT32 } from "./chunk-limits.ts";
import { defineGenerator } from "./define-generator.ts";
import { simplestFirst } from "./simplest-first.ts";

/** 0 (CUH-13), the limits (CUH-10, CUH-11) and the ends of int (CUH-16), each with 1 and 2 either side. */
const TABLE = around(INT32, [0, CHUNK_SIZE.min, CHUNK_SIZE.max, INT32.max, INT32.min]);

export const chunkSizeLimits = defineGenerator({
  name: "chunk-size.limits",
  title:
    "Every limit of the chunk size with 1 and 2 either side: 0, 262144, 33554432, ends of int.",
  arbitrary: () => simplestFirst(TABLE),
  table: () => TABLE,
  holds: (value) => isIn(INT32, value) && TABLE.includes(value),
});
