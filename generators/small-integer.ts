import fc from "fast-check";
import { isIn } from "./boundary-mixed.ts";
import { defineGenerator } from "./define-generator.ts";

export const smallInteger = defineGenerator({
  name: "small-integer",
  title: "Integers from min to max, both included; they shrink towards 0.",
  options: {
    min: { type: "integer", description: "The smallest.", default: 0 },
    max: { type: "integer", description: "The largest.", default: 3 },
  },
  examples: [{ min: 1, max: 5 }],
  arbitrary: (range) => fc.integer(range),
  holds: (value, range) => isIn(range, value),
});
