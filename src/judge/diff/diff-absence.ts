import type { BareChange, Severity } from "../../model/diff.ts";
import type { Report, RuleReport } from "../../model/report.ts";
import { whatIsMissing } from "./diff-notes.ts";
import { aboutRule, failuresOver, standingOver } from "./diff-rule.ts";

/**
 * A rule that only one of two reports has. It has vanished, or is new, when the other run was whole and
 * had other rule files; with the same rule files it was just not selected. Of a run with other rule
 * files and filters both could be: a rule that may have vanished counts as one that has.
 */
export function diffAbsence(
  old: RuleReport | undefined,
  now: RuleReport | undefined,
  { older, newer }: { readonly older: Report; readonly newer: Report },
): readonly BareChange[] {
  const sameRules = older.specs.digest === newer.specs.digest;
  if (old) {
    const why = whyAbsent(newer, sameRules);
    const kind = why.isKnown ? "no-longer-judged" : "vanished-rule";
    if (why.isKnown && !isJudged(old)) return [];
    const [present, absent] = [presence(old), absence(why)];
    const bindings = Object.keys(old.bindings);
    return [{ kind, ...aboutRule(old), bindings, old: present, new: absent }];
  }
  if (now) {
    const why = whyAbsent(older, sameRules);
    if (why.isKnown && !isJudged(now)) return [];
    const [present, absent] = [presence(now), absence(why)];
    const bindings = Object.keys(now.bindings);
    const kind = why.isKnown ? "newly-judged" : "new-rule";
    const failing = failuresOver(now, bindings);
    return [{ kind, ...aboutRule(now), bindings, old: absent, new: present, ...failing }];
  }
  return [];
}

interface WhyAbsent {
  readonly reason: string;
  /** Whether that explains it: the rule itself is still there, or was there before. */
  readonly isKnown: boolean;
}

function whyAbsent(report: Report, sameRules: boolean): WhyAbsent {
  const missing = whatIsMissing(report);
  if (missing !== undefined)
    return { reason: `the report is not whole: ${missing}`, isKnown: true };
  if (sameRules) return { reason: "the run did not select it", isKnown: true };
  const whole = report.targets.every(({ rules }) => rules.length === report.specs.rules);
  return {
    reason: whole
      ? "the rule files do not have it"
      : "the run has other rule files and was filtered: it does not have it, or did not select it",
    isKnown: false,
  };
}

/** What a report says of a rule over all of its bindings. */
function presence(rule: RuleReport): Severity {
  const [speaking] = Object.keys(rule.bindings).filter(
    (binding) => rule.bindings[binding] === rule.verdict,
  );
  if (speaking !== undefined) return standingOver(rule, speaking);
  return { verdict: rule.verdict, reason: rule.reason, known: null };
}

function absence({ reason }: WhyAbsent): Severity {
  return { verdict: "absent", reason, known: null };
}

function isJudged({ verdict }: RuleReport): boolean {
  return verdict === "pass" || verdict === "fail" || verdict === "observed";
}
