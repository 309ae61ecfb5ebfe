import fc from "fast-check";
import type { PrincipalState } from "../../../generators/generator.ts";
import type { Binding } from "../../model/binding.ts";
import type { Rule, Specs } from "../../model/rule.ts";
import type { Target } from "../../model/target.ts";
import { bindingSets } from "../../rules/select/plan-units.ts";
import { planCases } from "../case/plan-cases.ts";
import { sampleNames } from "../case/sample-names.ts";
import type { Vocabulary } from "../case/vocabulary.ts";
import { whyNotApplicable, whyNotSafe } from "../target/applicability.ts";
import { principalsOf } from "../target/principals.ts";
import { costOf, type UnitCost } from "./cost.ts";
import { casesOf, requestsOf } from "./share-of.ts";

/** What a rule costs over one of its bindings, or over several together: a number from 0. */
export type CostOf = (rule: Rule, bindings: readonly Binding[]) => number;

/** What costs are reckoned by before a target is asked anything. */
export interface Expecting {
  readonly specs: Pick<Specs, "operations" | "services">;
  readonly vocabulary: Vocabulary;
  /** As they are declared. */
  readonly targets: readonly Target[];
  /** The bindings that were asked for; all when undefined. */
  readonly bindings?: readonly Binding[] | undefined;
  /** Generated cases for each property. */
  readonly runs: number;
  /** Whether they are spread over the bindings of a rule. */
  readonly spread: boolean;
}

/** The rows of a rule, and what a case of a property takes, whose steps no file has. */
type Table = Pick<UnitCost, "rows" | "isGenerated"> & { readonly ofProperty?: number };

/** So many generated cases of a property tell how long its sequences are. */
const SAMPLES = 10;
/** What a case of a property takes besides, and for each of its calls: what these stand on, and what is removed again. */
const BESIDES = 4;
const PER_CALL = 1.6;

/** The built-in server offers everything, and tells its settings only once it runs. */
const ALL_PRINCIPALS: readonly PrincipalState[] = [
  ...(["owner", "owner-longer", "owner-shorter", "owner-recased", "owner-prefixed"] as const),
  ...(["stranger", "ended"] as const),
  ...(["unknown", "empty", "missing"] as const),
];

/**
 * About how many requests a rule takes over some bindings, on all targets together. By rule files and what
 * the targets declare alone: the same in each process that has the same files, whatever the servers answer.
 */
export function expectedCost(expecting: Expecting): CostOf {
  const onTargets = expecting.targets.map((target) => costOn(target, expecting));
  return (rule, bindings) => onTargets.reduce((sum, cost) => sum + cost(rule, bindings), 0);
}

function costOn(target: Target, expecting: Expecting): CostOf {
  const { specs, bindings: wanted, runs, spread } = expecting;
  const { services } = specs;
  const tables = new Map<Rule, Table | undefined>();
  const tableFor = (rule: Rule): Table | undefined => {
    if (!tables.has(rule)) tables.set(rule, tableOf(rule, target, expecting));
    return tables.get(rule);
  };
  return (rule, bindings) => {
    const applies = (some: readonly Binding[]): boolean =>
      (target.embedded
        ? whyNotSafe(rule, target)
        : whyNotApplicable(rule, { target, services }, some)) === undefined;
    const table = applies(bindings) ? tableFor(rule) : undefined;
    if (!table) return 0;
    const over = spread ? Math.max(1, bindingSets(rule, wanted).filter(applies).length) : 1;
    const { ofProperty, ...rows } = table;
    const cost = costOf(rule, bindings, { ...rows, over }, specs);
    const told = ofProperty === undefined ? {} : { perCase: new Map([["", ofProperty]]) };
    return requestsOf({ ...cost, ...told }, casesOf(cost, runs), {});
  };
}

/** Undefined where the target has nothing to make its cases of. */
function tableOf(
  rule: Rule,
  target: Target,
  { specs: { services }, vocabulary }: Expecting,
): Table | undefined {
  const service = services[rule.service];
  if (!service) return undefined;
  const planned = planCases(rule, vocabulary, {
    principals: target.embedded ? ALL_PRINCIPALS : principalsOf(target, service),
    samples: sampleNames({ services }, rule),
  });
  if ("unavailable" in planned) return undefined;
  const { rows, inputs } = planned;
  const table = { rows: rows.length, isGenerated: inputs !== undefined };
  if (rule.property === undefined || inputs === undefined) return table;
  const calls = fc.sample(inputs, { numRuns: SAMPLES, seed: 1 }).map(itemsIn);
  const mean = calls.reduce((sum, one) => sum + one, 0) / SAMPLES;
  // What has no list makes its calls by itself.
  return mean === 0 ? table : { ...table, ofProperty: BESIDES + PER_CALL * mean };
}

/** What stands in lists, and in lists of what stands there: the calls of a sequence, or ways to make one. */
function itemsIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = Array.isArray(value) ? value.length : 0;
  return Object.values(value).reduce<number>((sum, each) => sum + itemsIn(each), own);
}
