import pc from "picocolors";
import { count } from "../../../reporters/text/count.ts";
import { formatDuration } from "../../../reporters/text/format-duration.ts";
import { FIRST_SCORE } from "./first-score.ts";
import { isEnough, type PublicFaultProof, type PublicProof } from "./public-proof.ts";
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
      `  ${share(fault) === 1 ? green("✔") : red("✘")} ${fault.name.padEnd(width)}  ${fault.found} of ${fault.seeds}  ${what(fault)}`,
  );
  const first = `  first score   ${FIRST_SCORE.found} of ${FIRST_SCORE.faults} (${percent(FIRST_SCORE.found, FIRST_SCORE.faults)}), ${FIRST_SCORE.date}`;
  const alarms = falseAlarms.map(
    ({ seed, rule }) => `  ${red("✘")} false alarm without a fault, seed ${seed}: ${rule}`,
  );
  const median = `  cases         ${score.medianCases ?? "–"} until found, the median`;
  return `${[headline, first, median, ...alarms, "", ...lines, "", `  ${paths.join("\n  ")}`].join("\n")}\n`;
}

function share({ found, seeds }: PublicFaultProof): number {
  return seeds === 0 ? 0 : found / seeds;
}

function what({ rules, medianCases, warned, report }: PublicFaultProof): string {
  if (rules.length > 0) return `${medianCases} cases, ${rules.join(", ")}`;
  return [report, ...(warned.length > 0 ? [`SHOULD: ${warned.join(", ")}`] : [])].join("  ");
}
