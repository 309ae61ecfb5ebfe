import { defineGenerator } from "./define-generator.ts";
import { simplestFirst } from "./simplest-first.ts";

export const oneOf = defineGenerator({
  name: "one-of",
  title: "The given values; a value shrinks to those before it.",
  options: {
    values: {
      type: "array",
      description: "At least one value, each once, the simplest first.",
      minItems: 1,
      uniqueItems: true,
    },
  },
  examples: [{ values: ["a", 1, null, { literal: "x" }] }],
  arbitrary: ({ values }) => simplestFirst(values),
  table: ({ values }) => values,
  holds: (value, { values }) =>
    values.some((item) => JSON.stringify(item) === JSON.stringify(value)),
});
