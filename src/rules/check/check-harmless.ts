import type { Operation } from "../../model/operation.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { HARMLESS_NAMES } from "../compile/harmless-names.ts";
import type { Problems } from "../source/collect-problems.ts";
import { stringsIn } from "../source/strings-in.ts";
import { unknownName } from "./unknown-name.ts";

/** Checks that the harmless call of an operation names its parameters, and nothing that a step saves. */
export function checkHarmless(
  { name, parameters, harmless }: Operation,
  document: SourceDocument,
  problems: Problems,
): void {
  if (!harmless) return;
  const path = ["operations", name, "harmless", "with"];
  const known = parameters.map((parameter) => parameter.name);
  for (const parameter of Object.keys(harmless.with)) {
    if (known.includes(parameter)) continue;
    const at = document.positionOf([...path, parameter], "key");
    problems.add(unknownName("parameter", parameter, known, at, { of: name }));
  }
  for (const { text, path: inner, part } of stringsIn(harmless.with, path)) {
    const isReference = text.startsWith("$") && !text.startsWith("$$");
    if (!isReference || HARMLESS_NAMES.some((reference) => reference === text)) continue;
    const at = document.positionOf(inner, part);
    problems.add(unknownName("reference", text, HARMLESS_NAMES, at));
  }
}
