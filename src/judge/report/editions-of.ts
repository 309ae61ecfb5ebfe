import type { RuleReport, TargetReport } from "../../model/report.ts";

/** By edition: in how many of the points that it promises and that were seen the server follows it. */
export function editionsOf(rules: readonly RuleReport[]): Pick<TargetReport, "editions"> {
  const editions: Record<string, { points: number; follows: number }> = {};
  for (const { promise } of rules) {
    if (!promise || promise.holds === null) continue;
    for (const name of promise.editions) {
      const own = editions[name] ?? { points: 0, follows: 0 };
      editions[name] = {
        points: own.points + 1,
        follows: own.follows + (promise.holds ? 1 : 0),
      };
    }
  }
  return Object.keys(editions).length === 0 ? {} : { editions };
}
