import { judgedShortly } from "../../reporters/judged-words.ts";
import { OUTCOME_MARK } from "../../reporters/outcome-line.ts";
import { count } from "../../reporters/text/count.ts";
import { visible } from "../../reporters/text/visible.ts";
import type { Break, History, Point, RuleHistory, TargetHistory } from "./history.ts";
import { minuteOf } from "./instants.ts";
import { pointWords } from "./point-words.ts";

/** A history for a person at a terminal: where each target stands, and when what broke and was mended. */
export function historyWords({ targets }: History): string {
  return targets.flatMap((target) => ["", ...ofTarget(target)]).join("\n");
}

function ofTarget({ name, points, troubled }: TargetHistory): readonly string[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const runs = `${count(points.length, "run")}, ${minuteOf(first.startedAt)} to ${minuteOf(last.startedAt)} UTC`;
  const rules = troubled.flatMap((rule) => ofRule(rule, points));
  return [
    `${OUTCOME_MARK[last.outcome]} ${visible(name)} ${pointWords(last)}: ${judgedShortly(last.judged)} (${runs})`,
    ...(rules.length > 0 ? rules : ["  no rule ever failed"]),
    "",
  ];
}

function ofRule(rule: RuleHistory, points: readonly Point[]): readonly string[] {
  const sign = rule.isBroken ? "✘" : rule.isFlaky ? "!" : "✔";
  const now = rule.isFlaky ? `${rule.level}, flaky` : rule.level;
  const breaks = rule.breaks.map((one) => `      ${breakWords(one, points)}`);
  const within =
    rule.flakyRuns > 0 ? [`      failed now and then within ${count(rule.flakyRuns, "run")}`] : [];
  return [
    `  ${sign} ${visible(rule.title)}`,
    `    ${visible(rule.id)} (${now})`,
    ...breaks,
    ...within,
  ];
}

function breakWords(one: Break, points: readonly Point[]): string {
  const when = (at: number): string => minuteOf(points[at]?.startedAt ?? "");
  const { firstBad, lastBad, mended, isKnown } = one;
  const still = isKnown ? "still fails, as is known" : "still fails";
  return `broke ${when(firstBad)}, ${mended === null ? `${still} ${when(lastBad)}` : `mended ${when(mended)}`}`;
}
