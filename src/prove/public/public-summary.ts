import pc from "picocolors";
import { count } from "../../../reporters/text/count.ts";
import { formatDuration } from "../../../reporters/text/format-duration.ts";
import { FIRST_SCORE } from "./first-score.ts";
import { foundBy, isEnough, type PublicFaultProof, type PublicProof } from "./public-proof.ts";
import { percent } from "./render-public.ts";

export interface PublicSummaryOptions {
  readonly color: boolean;
  /** Where the whole score is. */
  readonly paths: readonly string[];
}

/** The score for a terminal: the figures, and a line for each fault, those that were missed last. */
export function publicSummary(proof: PublicProof, { color, paths }: PublicSummaryOptions): string {
  const { bold, red, green, yellow } = pc.createColors(color);
  const { run, score, faults, falseAlarms } = proof;
  const time = formatDuration(run.durationMs);
  const found = `${score.found} of ${count(score.faults, "public fault")} (${percent(score.found, score.faults)})`;
  const headline = !run.complete
    ? bold(yellow(`? not measured: interrupted after ${time}`))
    : isEnough(proof)
      ? bold(green(`✔ ${found} found with ${count(run.seeds.length, "seed")}, in ${time}`))
      : bold(red(`✘ only ${found} found with ${count(run.seeds.length, "seed")}, in ${time}`));
  const width = Math.max(...faults.map(({ name }) => name.length));
  const sorted = faults.toSorted((a, b) => share(b) - share(a));
  const lines = sorted.map(
    (fault) =>
      `  ${foundBy(fault) ? green("✔") : red("✘")} ${fault.name.padEnd(width)}  ${fault.found} of ${fault.seeds}  ${what(fault)}`,
  );
  const by = `  found         by MUST ${score.byMust}, by SHOULD ${score.byShould} of ${score.faults}; with some seeds only ${score.sometimes}`;
  const first = `  first score   ${FIRST_SCORE.found} of ${FIRST_SCORE.faults} (${percent(FIRST_SCORE.found, FIRST_SCORE.faults)}), ${FIRST_SCORE.date}`;
  const alarms = falseAlarms.map(
    ({ seed, rule }) => `  ${red("✘")} false alarm without a fault, seed ${seed}: ${rule}`,
  );
  const median = `  cases         ${score.medianCases ?? "–"} until found with seed 1, the median`;
  return `${[headline, by, first, median, ...alarms, "", ...lines, "", `  ${paths.join("\n  ")}`].join("\n")}\n`;
}

function share({ found, seeds }: PublicFaultProof): number {
  return seeds === 0 ? 0 : found / seeds;
}

/** After how much and by whom; where it was not found with every seed, the report, too. */
function what(fault: PublicFaultProof): string {
  const { rules, cases, warned, report } = fault;
  const after = cases === null ? [] : [`${count(cases, "case")}`];
  const by = [...rules, ...(warned.length > 0 ? [`SHOULD: ${warned.join(", ")}`] : [])];
  return [[...after, ...by].join(", "), ...(foundBy(fault) === null ? [report] : [])]
    .filter((part) => part !== "")
    .join("  ");
}
