import type { Answer } from "../../judge/answer/answer.ts";

/** The values of an answer that steps save, by name: attributes of an element, members of JSON. */
export function valuesOf(answer: Answer | undefined): Readonly<Record<string, string>> {
  if (answer?.kind === "element") return answer.attributes;
  if (answer?.kind !== "json" || typeof answer.value !== "object" || !answer.value) return {};
  return Object.fromEntries(
    Object.entries(answer.value).map(([name, value]) => [name, String(value)]),
  );
}
