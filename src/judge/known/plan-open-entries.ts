import type { Binding } from "../../model/binding.ts";
import type { Deviation } from "../../model/deviation.ts";
import type { DeviationReport } from "../../model/known.ts";
import type { RuleReport } from "../../model/report.ts";
import { causesOf } from "../report/causes.ts";

/** What an entry about a rule that cannot be judged is made from. */
export interface OpenContext {
  /** The entries of that rule. */
  readonly own: readonly DeviationReport[];
  /** Its bindings as reports name them, selected or not. */
  readonly all: readonly string[];
  /** All rules of the target. */
  readonly rules: readonly RuleReport[];
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/**
 * The entries that a MUST rule needs where it cannot be judged because of rules that fail: one for each of
 * these, and only over bindings where nothing else is in the way. Other rules that cannot be judged keep no
 * gate shut.
 */
export function newOpenEntries(rule: RuleReport, context: OpenContext): readonly Deviation[] {
  if (rule.level !== "MUST" || rule.verdict !== "inconclusive") return [];
  const { own, all, rules, today } = context;
  const ofService = rules.filter(({ service }) => service === rule.service);
  const found = Object.entries(rule.unmet ?? {}).flatMap(([binding, calls]) => {
    const causes = calls.map((call) => causesOf(call, ofService)[0]?.id);
    if (causes.includes(undefined)) return [];
    return [...new Set(causes)].flatMap((because = "") =>
      isListed(own, binding, because) ? [] : [{ binding, because }],
    );
  });
  return [...new Set(found.map(({ because }) => because))].flatMap((because) => {
    const over = found.filter((one) => one.because === because).map(({ binding }) => binding);
    const isWhole = all.every((label) => over.includes(label));
    return over.slice(0, isWhole ? 1 : undefined).map((binding) => ({
      rule: rule.id,
      // A rule about several bindings at once has no verdict over one of them.
      ...(isWhole || binding.includes("+") ? {} : { binding: binding as Binding }),
      because,
      reason: `unreviewed: cannot be judged, since ${because} fails`,
      since: today,
    }));
  });
}

function isListed(own: readonly DeviationReport[], binding: string, because: string): boolean {
  return own.some(
    (entry) =>
      entry.because === because && (entry.binding === undefined || entry.binding === binding),
  );
}
