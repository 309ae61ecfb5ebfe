import { isToldByStatus, traitsOf } from "../../model/binding.ts";
import type { Operation } from "../../model/operation.ts";
import type { SavedFrom } from "../../model/saved-from.ts";
import type { DocumentPath } from "../../schema/document.ts";
import { predefinedNames } from "../source/known-names.ts";
import type { StepSource } from "../source/step-source.ts";
import type { StepsContext } from "./steps-context.ts";

/** Checks the names that a call saves, and makes them known to the steps after it. */
export function checkSaves(
  { save, saveAnswer }: StepSource,
  operation: Operation | undefined,
  path: DocumentPath,
  { place, problems, names, service }: StepsContext,
): void {
  const named = Object.values(save ?? {}).some((from) => typeof from === "string");
  if (named && operation?.answer === "bytes") {
    const at = place.positionOf([...path, "save"], "key");
    const message = `${operation.name} answers a document, which has nothing to save`;
    problems.add({ message, at, hint: "compare it with the check bytes: $sent" });
  }
  for (const [name, from] of Object.entries(save ?? {})) {
    taken(name, [...path, "save", name], "key");
    names.set(name, { kind: "value" });
    const wrong = operation && whyNowhere(from, operation);
    if (wrong) problems.add({ ...wrong, at: place.positionOf([...path, "save", name]) });
  }
  if (saveAnswer === undefined) return;
  taken(saveAnswer, [...path, "saveAnswer"], "value");
  names.set(saveAnswer, { kind: "answer" });

  function taken(name: string, where: DocumentPath, part: "key" | "value"): void {
    if (!predefinedNames(service).has(name)) return;
    const at = place.positionOf(where, part);
    problems.add({ message: `$${name} is predefined`, at, hint: "choose another name" });
  }
}

/** Why no answer of the operation has a value there; undefined where it may have one. */
function whyNowhere(
  from: SavedFrom,
  { name, answer, bindings }: Operation,
): { readonly message: string; readonly hint: string } | undefined {
  if (typeof from === "string" || "header" in from) return undefined;
  if (!bindings.some((one) => isToldByStatus(traitsOf(one)))) {
    const message = `${name} is no REST operation: its answer is not read as text or JSON`;
    return { message, hint: "save an attribute by its name, or a header" };
  }
  if ("json" in from) {
    if (answer !== "xml") return undefined;
    return { message: `${name} answers XML, which has no JSON pointers`, hint: "save by a name" };
  }
  const groups = groupsOf(from.text);
  if (groups === 1) return undefined;
  const message = `the regular expression has ${groups} groups, and one is what is saved`;
  return { message, hint: "put one pair of parentheses around it; others begin with (?:" };
}

/** How many groups a regular expression captures: one that also takes nothing tells. */
function groupsOf(pattern: string): number {
  return (new RegExp(`${pattern}|`, "u").exec("")?.length ?? 1) - 1;
}
