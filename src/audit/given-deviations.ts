import { loadDeviations } from "../config/deviations/load-deviations.ts";
import { parseDeviations } from "../config/deviations/parse-deviations.ts";
import type { ScopedDeviation } from "../model/deviation.ts";
import type { Rule } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import { givenDocument } from "../schema/given-document.ts";
import type { AuditOptions } from "./audit-options.ts";

/**
 * The known failures of each target: those that were given for all of them, or those of its file.
 *
 * @throws UsageError as loadDeviations
 */
export function givenDeviations(
  { deviations }: AuditOptions,
  {
    targets,
    rules,
    cwd,
  }: { readonly targets: readonly Target[]; readonly rules: readonly Rule[]; readonly cwd: string },
): (target: string) => readonly ScopedDeviation[] | undefined {
  if (typeof deviations === "object") {
    const entries = parseDeviations(givenDocument({ deviations }), rules);
    return () => entries;
  }
  const file = deviations === undefined ? {} : { file: deviations };
  const files = loadDeviations(targets, rules, { cwd, ...file });
  return (target) => files.get(target)?.entries;
}
