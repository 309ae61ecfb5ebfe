import { textOf } from "../../model/text-of.ts";
import type { Answer } from "./answer.ts";
import { jsonOf } from "./body-of.ts";

/** The values of an answer by their names, as texts: attributes, or the members of JSON. */
export function valuesOf(answer: Answer | undefined): Readonly<Record<string, string>> {
  if (!answer) return {};
  if (answer.kind === "element" || answer.kind === "http") {
    if (answer.attributes) return answer.attributes;
  }
  const value = jsonOf(answer);
  if (typeof value !== "object" || !value) return {};
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, textOf(one)]));
}
