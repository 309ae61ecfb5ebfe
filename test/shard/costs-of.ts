import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { buildTarget } from "../../src/config/targets/build-target.ts";
import type { RawTarget } from "../../src/config/targets/raw-target.ts";
import type { Report, RuleReport } from "../../src/model/report.ts";
import type { Rule } from "../../src/model/rule.ts";
import { bindingSets } from "../../src/rules/select/plan-units.ts";
import { type CostOf, type Expecting, expectedCost } from "../../src/run/plan/expected-cost.ts";
import { measuredCost } from "../../src/run/plan/measured-cost.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";

type Took = Pick<RuleReport, "id" | "durationMs" | "bindings" | "cases" | "verdict">;

/** What built-in rules are expected to cost on a target named `acme`, by its entry in targets.json. */
export function expectedOn(raw: RawTarget, how: Partial<Expecting> = {}): CostOf {
  const { services } = BUILT_IN;
  return expectedCost({
    specs: BUILT_IN,
    vocabulary: VOCABULARY,
    targets: [buildTarget("acme", raw, { folder: "/", services })],
    runs: 100,
    spread: true,
    ...how,
  });
}

/** A rule that passed over all of its bindings, in so many milliseconds. */
export function tookOf({ id, ...rule }: Rule, durationMs: number): Took {
  const sets = bindingSets({ id, ...rule }, undefined);
  const bindings = Object.fromEntries(sets.map((one) => [one.join("+"), "pass" as const]));
  return { id, durationMs, bindings, cases: 1, verdict: "pass" };
}

/** What built-in rules cost on the target `acme`, by a report of some targets. */
export function measuredBy(
  targets: Readonly<Record<string, readonly Took[]>>,
  expected: CostOf,
): CostOf {
  const told = Object.entries(targets).map(([name, rules]) => ({ name, rules }));
  const report = { targets: told as unknown as Report["targets"] };
  return measuredCost(report, BUILT_IN.rules, ["acme"], expected);
}
