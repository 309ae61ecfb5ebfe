import type { JsonValue } from "../../model/value.ts";
import { didYouMean } from "../../schema/did-you-mean.ts";
import type { DocumentPath } from "../../schema/document.ts";
import type { StepSource } from "../source/step-source.ts";
import { checkReferences } from "./check-references.ts";
import { parseReference } from "./references.ts";
import type { StepsContext } from "./steps-context.ts";

/** Checks that a condition asks for a name, and for a value that its table has. */
export function checkWhen(step: StepSource, path: DocumentPath, context: StepsContext): void {
  const { place, problems, names } = context;
  for (const [key, value] of Object.entries(step.when ?? {})) {
    const here = [...path, "when", key];
    const reference = parseReference(key);
    if (!key.startsWith("$")) {
      const at = place.positionOf(here, "key");
      problems.add({ message: `"${key}" is not a reference`, at, hint: `write $${key}` });
      continue;
    }
    checkReferences(
      { [key]: typeof value === "object" ? value : null },
      [...path, "when"],
      context,
    );
    const known = names.get(reference?.name ?? "");
    if (
      typeof value === "object" ||
      known?.kind !== "input" ||
      !known.rows ||
      reference?.path.length !== 0
    )
      continue;
    if (known.rows.includes(value)) continue;
    const guess = didYouMean(String(value), known.rows.map(String));
    problems.add({
      message: `${key} is never ${JSON.stringify(value)}`,
      at: place.positionOf(here),
      hint: guess ? `did you mean "${guess}"?` : `its rows: ${known.rows.map(shownRow).join(", ")}`,
    });
  }
}

function shownRow(row: JsonValue): string {
  return typeof row === "string" ? row : JSON.stringify(row);
}
