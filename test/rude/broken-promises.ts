import type { Promised } from "./rudeness.ts";
import { countsOf, type Outcome, reasonsOf } from "./visit.ts";

/** What a run may take, whatever the server does; the time on a machine with nothing else to do. */
const MAX_MIB = 400;
const MAX_SECONDS = 60;

/** What a run against a rude server did not keep of what is promised. */
export function brokenPromises(
  outcome: Outcome,
  promised: Promised,
  visitorsElsewhere: number,
): readonly string[] {
  const { exit, seconds, mib = 0, report, invalid, stderr } = outcome;
  const counts = countsOf(report);
  const reasons = reasonsOf(report);
  const wanted = counts.fail ? 1 : promised.exit;
  const said = (words: RegExp): boolean => reasons.some((reason) => words.test(reason));
  return [
    ...(exit === wanted ? [] : [`exit code ${exit}, not ${wanted}: ${stderr}`]),
    ...(seconds < MAX_SECONDS ? [] : [`it took ${seconds.toFixed(0)} s`]),
    ...(mib < MAX_MIB ? [] : [`it took ${mib.toFixed(0)} MiB`]),
    ...invalid.map((problem) => `report.json: ${problem}`),
    ...(visitorsElsewhere === 0 ? [] : [`${visitorsElsewhere} requests went to another server`]),
    ...(promised.mayFail || !counts.fail
      ? []
      : [`${counts.fail} rules fail: ${failingOf(outcome).join("; ")}`]),
    ...(promised.says === undefined || said(promised.says)
      ? []
      : [`no reason says ${promised.says}, but: ${[...new Set(reasons)].slice(0, 3).join("; ")}`]),
  ];
}

function failingOf({ report }: Outcome): readonly string[] {
  const rules = report?.targets[0]?.rules.filter(({ verdict }) => verdict === "fail") ?? [];
  return rules.map(({ id, reason }) => `${id}: ${reason}`);
}
