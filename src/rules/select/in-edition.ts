// biome-ignore-all lint/suspicious/noThenProperty: rules have it
import { UsageError } from "../../model/errors.ts";
import type { CallStep, Checks, Rule, Specs, Step } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import { didYouMean } from "../../schema/did-you-mean.ts";

/**
 * The rules as a run judges them. Without an edition, only what every edition that speaks of it promises
 * is binding: a rule that some editions promise becomes an observation, so that no server fails for
 * following another. With one, the rules of that edition are binding; those of the others, and those that
 * it contradicts, are left out; services without that edition keep their rules.
 *
 * @param edition one of `specs.editions`
 * @throws UsageError (`edition-unknown`)
 */
export function inEdition(specs: Specs, edition: string | undefined): Specs {
  const service = edition === undefined ? undefined : serviceOf(specs, edition);
  const rules = specs.rules.flatMap((rule): readonly Rule[] => {
    if (edition === undefined || rule.service !== service) {
      return [rule.editions ? observing(rule) : rule];
    }
    if (rule.editions && !rule.editions.includes(edition)) return [];
    if (rule.notIn?.includes(edition)) return [];
    const { invariant } = rule;
    return [
      {
        ...rule,
        steps: rule.steps.map((step) => narrowed(step, edition)),
        ...(invariant && {
          invariant: { ...invariant, then: narrowedChecks(invariant.then, edition) },
        }),
      },
    ];
  });
  return { ...specs, rules };
}

function serviceOf({ editions }: Specs, edition: string): Rule["service"] {
  const found = Object.hasOwn(editions, edition) ? editions[edition] : undefined;
  if (found) return found.service;
  const known = Object.keys(editions);
  const guess = didYouMean(edition, known);
  const hint = guess ? `did you mean "${guess}"?` : `there are: ${known.join(", ") || "none"}`;
  throw new UsageError("edition-unknown", [{ message: `no edition "${edition}"`, hint }]);
}

function observing(rule: Rule): Rule {
  return rule.level === "MAY" ? rule : { ...rule, level: "MAY", promised: rule.level };
}

/** The step without the alternatives that only other editions allow. */
function narrowed(step: Step, edition: string): Step {
  const inner = (steps: readonly Step[]): readonly Step[] =>
    steps.map((one) => narrowed(one, edition));
  switch (step.kind) {
    case "call":
      return narrowedCall(step, edition);
    case "repeat":
      return { ...step, steps: inner(step.steps) };
    case "any":
      return { ...step, ways: step.ways.map((way) => ({ ...way, steps: inner(way.steps) })) };
    case "probe":
      return step;
    default:
      return step satisfies never;
  }
}

function narrowedCall(step: CallStep, edition: string): CallStep {
  return step.then ? { ...step, then: narrowedChecks(step.then, edition) } : step;
}

function narrowedChecks(checks: Checks, edition: string): Checks {
  const { oneOf } = checks;
  if (!Array.isArray(oneOf)) return checks;
  const allowed = oneOf.filter((alternative: JsonValue) => {
    const { editions } = Object(alternative) as { editions?: readonly string[] };
    return editions === undefined || editions.includes(edition);
  });
  return { ...checks, oneOf: allowed };
}
