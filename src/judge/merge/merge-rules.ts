import { BINDINGS } from "../../model/binding.ts";
import type { RuleReport, TargetReport } from "../../model/report.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { ruleReport } from "../report/rule-report.ts";

/** The rules of a target from those of its shards, in the order of the ids: built as those of a run are. */
export function mergeRules(parts: readonly TargetReport[]): readonly RuleReport[] {
  const byId = new Map<string, RuleReport[]>();
  for (const rule of parts.flatMap(({ rules }) => rules)) {
    const known = byId.get(rule.id);
    if (known) known.push(rule);
    else byId.set(rule.id, [rule]);
  }
  return [...byId]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, rules]) => (rules[0] ? [merged(rules[0], rules)] : []));
}

function merged(first: RuleReport, rules: readonly RuleReport[]): RuleReport {
  const { id, title, level, service, operation, statements, source, definedAt, promise, explains } =
    first;
  const head = {
    ...{ id, title, level, service, operation, statements, source },
    ...(definedAt === undefined ? {} : { definedAt }),
    ...(explains === undefined ? {} : { explains }),
    ...(promise === undefined ? {} : { promise }),
  };
  const bindings = rules
    .flatMap((rule) => Object.keys(rule.bindings))
    .sort((a, b) => placeOf(a) - placeOf(b));
  return ruleReport(head, bindings, rules.flatMap(unitsOf), { shares: false });
}

/** The order in which the bindings of a rule are reported. */
function placeOf(binding: string): number {
  return (BINDINGS as readonly string[]).indexOf(binding);
}

/** What a shard's suites told; a binding without a share was not reached. */
function unitsOf(rule: RuleReport): readonly UnitVerdict[] {
  return Object.entries(rule.units ?? {}).flatMap(([binding, share]): UnitVerdict[] => {
    const verdict = rule.bindings[binding];
    if (verdict === undefined) return [];
    return [
      {
        target: "",
        rule: rule.id,
        binding,
        verdict,
        reason: rule.reasons?.[binding] ?? null,
        requests: 0,
        failures: rule.failures.filter((failure) => failure.binding === binding),
        ...share,
      },
    ];
  });
}
