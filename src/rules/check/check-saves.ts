import type { Operation } from "../../model/operation.ts";
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
  if (save && operation?.answer === "bytes") {
    const at = place.positionOf([...path, "save"], "key");
    const message = `${operation.name} answers a document, which has nothing to save`;
    problems.add({ message, at, hint: "compare it with the check bytes: $sent" });
  }
  for (const name of Object.keys(save ?? {})) {
    taken(name, [...path, "save", name], "key");
    names.set(name, { kind: "value" });
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
