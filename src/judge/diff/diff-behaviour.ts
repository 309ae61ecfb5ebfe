import type { BareChange, BehaviourChange } from "../../model/diff.ts";
import type { RuleReport } from "../../model/report.ts";
import { unitKey } from "../report/unit-key.ts";
import { aboutRule } from "./diff-rule.ts";

/** What stands for the documented answers among which a server may choose. */
const CHOICE = "which documented answers it gives";

/**
 * What a server does otherwise where the documents leave it free: what a MAY rule saw, and which of
 * several documented answers it chose. Only what was seen over the same bindings can be compared.
 */
export function diffBehaviour(old: RuleReport, now: RuleReport): readonly BareChange[] {
  if (bindingsKey(old) !== bindingsKey(now)) return [];
  const behaviour = [...observations(old, now), ...choices(old, now)];
  if (behaviour.length === 0) return [];
  const side = ({ verdict }: RuleReport) => ({ verdict, reason: null, known: null });
  const bindings = Object.keys(now.bindings);
  const kind = "behaviour-changed";
  return [{ kind, ...aboutRule(now), bindings, old: side(old), new: side(now), behaviour }];
}

function bindingsKey({ bindings }: RuleReport): string {
  const held = Object.keys(bindings).filter(
    (name) => bindings[name] === "pass" || bindings[name] === "observed",
  );
  return held.map(unitKey).sort().join(" ");
}

function observations(old: RuleReport, now: RuleReport): readonly BehaviourChange[] {
  if (!old.observed || !now.observed) return [];
  const labels = new Set([...Object.keys(old.observed), ...Object.keys(now.observed)]);
  return [...labels]
    .map((what) => ({
      what,
      old: old.observed?.[what] ?? null,
      new: now.observed?.[what] ?? null,
    }))
    .filter((seen) => seen.old !== seen.new);
}

function choices(old: RuleReport, now: RuleReport): readonly BehaviourChange[] {
  const [before, after] = [chosen(old), chosen(now)];
  if (before === "" || after === "" || before === after) return [];
  return [{ what: CHOICE, old: before, new: after }];
}

/** Counts depend on the cases; only what was chosen at all says something about the server. */
function chosen({ alternatives = {} }: RuleReport): string {
  return Object.keys(alternatives)
    .filter((name) => (alternatives[name] ?? 0) > 0)
    .sort()
    .join("; ");
}
