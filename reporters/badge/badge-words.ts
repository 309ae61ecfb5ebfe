import { isWhollyJudged } from "../../src/model/how-judged.ts";
import type { Report, RuleReport, TargetReport } from "../../src/model/report.ts";
import { deviationsOf } from "../deviations-of.ts";
import { judgedRatio } from "../judged-words.ts";
import type { FailOn } from "../render-options.ts";
import { severityOf } from "../severity.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";

/** The two halves of a badge, and its colour by the names of shields.io. */
export interface BadgeWords {
  readonly label: string;
  readonly message: string;
  readonly color: "brightgreen" | "yellowgreen" | "yellow" | "red" | "lightgrey";
}

/** A badge is small. */
const MAX_NAME = 40;
/** Of a target that judged at least so much little was left out. */
const NEARLY_ALL = 0.95;

/**
 * A report in a few words: the outcome, how much is violated, how many deviations are stale, and how many
 * of all MUST rules were judged. A run that did not complete is `incomplete` whatever was judged: only a
 * whole run is worth a green or a red badge, and bright green is one that judged every MUST rule and found
 * none that fails, known or not.
 */
export function badgeWords({ run, targets }: Report, failOn: FailOn = "must"): BadgeWords {
  const [only] = targets;
  const label =
    only && targets.length === 1 ? `assay ${visible(truncate(only.name, MAX_NAME))}` : "assay";
  const violated = targets
    .flatMap((target) => target.rules)
    .filter((rule) => severityOf(rule, failOn) === "violated").length;
  const stale = targets.flatMap((target) => deviationsOf(target, "stale")).length;
  const note = [violated > 0 ? `${violated} violated` : "", stale > 0 ? `${stale} stale` : ""]
    .filter(Boolean)
    .join(", ");
  const said = (words: string): string => {
    const ratio = targets.length > 0 ? ` ${ratioOf(targets)}` : "";
    return `${words}${ratio}${note === "" ? "" : `, ${note}`}`;
  };
  if (!run.complete || targets.length === 0) {
    return { label, message: said("incomplete"), color: "lightgrey" };
  }
  if (note !== "") return { label, message: `${note}, ${ratioOf(targets)} judged`, color: "red" };
  const outcomes = targets.map(({ outcome }) => outcome);
  const worst = (["incomplete", "holds"] as const).find((outcome) => outcomes.includes(outcome));
  if (worst) return { label, message: said(worst), color: "lightgrey" };
  const known = targets.flatMap(knownIn).length;
  const message = `${said("conforms")}${known > 0 ? `, ${known} known` : ""}`;
  return { label, message, color: greenOf(targets) };
}

/** Of all targets together. */
function ratioOf(targets: readonly TargetReport[]): string {
  const sum = (of: (target: TargetReport) => number) =>
    targets.reduce((all, target) => all + of(target), 0);
  const more = targets.some(({ judged }) => judged.more);
  const [must, all] = [sum(({ judged }) => judged.must), sum(({ judged }) => judged.all)];
  return judgedRatio({ must, applicable: all, all, ...(more ? { more } : {}) });
}

/** The failures that the badge does not count, but must not hide. */
function knownIn({ rules }: TargetReport): readonly RuleReport[] {
  return rules.filter((rule) => severityOf(rule) === "known");
}

/** Bright only where nothing was left out, and nothing is known to fail, of any target. */
function greenOf(targets: readonly TargetReport[]): BadgeWords["color"] {
  const isWhole = (target: TargetReport): boolean =>
    isWhollyJudged(target.judged) && knownIn(target).length === 0;
  if (targets.every(isWhole)) return "brightgreen";
  const isNearly = ({ judged: { must, all, more } }: TargetReport): boolean =>
    !more && must >= all * NEARLY_ALL;
  return targets.every(isNearly) ? "yellowgreen" : "yellow";
}
