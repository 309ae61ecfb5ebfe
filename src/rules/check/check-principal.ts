import type { DocumentPath } from "../../schema/document.ts";
import { checkReferences } from "./check-references.ts";
import { PRINCIPAL_NAMES } from "./principal-names.ts";
import { parseReference } from "./references.ts";
import type { StepsContext } from "./steps-context.ts";
import { unknownName } from "./unknown-name.ts";

/** Checks who a call is made as: a principal by name, or a reference, whose rows are looked at too. */
export function checkPrincipal(as: string, path: DocumentPath, context: StepsContext): void {
  const { place, problems, names } = context;
  const reference = parseReference(as);
  if (!as.startsWith("$")) {
    if (!PRINCIPAL_NAMES.includes(as)) {
      problems.add(unknownName("principal", as, PRINCIPAL_NAMES, place.positionOf(path)));
    }
    return;
  }
  checkReferences(as, path, context);
  const known = names.get(reference?.name ?? "");
  if (known?.kind !== "input" || reference?.path.length !== 0) return;
  known.rows?.forEach((row, index) => {
    if (typeof row !== "string" || PRINCIPAL_NAMES.includes(row)) return;
    const at = place.positionOf(["forEach", reference.name, index]);
    problems.add(unknownName("principal", row, PRINCIPAL_NAMES, at));
  });
}
