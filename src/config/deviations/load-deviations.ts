import { resolve } from "node:path";
import type { Rule } from "../../model/rule.ts";
import type { Target } from "../../model/target.ts";
import { type DeviationsFile, readDeviations } from "./read-deviations.ts";

/**
 * The deviations file of each target that has one, by the target's name.
 *
 * @param rules every rule there is, selected or not
 * @param options.file one file for all of them, relative to `cwd`, instead of their own
 * @throws UsageError as {@link readDeviations}
 */
export function loadDeviations(
  targets: readonly Target[],
  rules: readonly Rule[],
  options: { readonly file?: string; readonly cwd: string; readonly mayBeMissing?: boolean },
): ReadonlyMap<string, DeviationsFile> {
  const { file, cwd } = options;
  const read = new Map<string, DeviationsFile>();
  return new Map(
    targets.flatMap(({ name, deviations }): [string, DeviationsFile][] => {
      const path = file === undefined ? deviations : resolve(cwd, file);
      if (path === undefined) return [];
      const known = read.get(path) ?? readDeviations(path, rules, options);
      read.set(path, known);
      return [[name, known]];
    }),
  );
}
