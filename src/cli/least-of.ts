import type { Target } from "../model/target.ts";
import type { ReportOptions } from "./report-options.ts";

/** How much of all MUST rules a target has to be judged to, in percent; the option goes before the file. */
export function leastOf(
  targets: readonly Target[],
  { minJudged }: Pick<ReportOptions, "minJudged">,
): (name: string) => number | undefined {
  const own = new Map(targets.map((target) => [target.name, target.minJudged]));
  return (name) => minJudged ?? own.get(name);
}
