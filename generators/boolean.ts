import fc from "fast-check";
import { defineGenerator } from "./define-generator.ts";

export const boolean = defineGenerator({
  name: "boolean",
  title: "False or true; true shrinks to false.",
  arbitrary: () => fc.boolean(),
  table: () => [false, true],
  holds: (value) => typeof value === "boolean",
});
