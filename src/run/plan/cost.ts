import type { Binding } from "../../model/binding.ts";
import type { Operations } from "../../model/operation.ts";
import type { Rule, Step } from "../../model/rule.ts";
import type { Service } from "../../model/service.ts";
import type { ServiceName } from "../../model/target.ts";

/** What judging a rule over a binding takes, in calls by `service/operation`: an estimate by the rule's file. */
export interface UnitCost {
  readonly rows: number;
  /** Whether the cases of a row are generated: one is enough, more find more. */
  readonly isGenerated: boolean;
  readonly maxRuns?: number;
  /** The bindings over which the rule's generated cases are spread; absent: this one has all of them. */
  readonly over?: number;
  /** Once a unit: its control. */
  readonly control: Calls;
  readonly perCase: Calls;
}

/** How often each operation is called. */
type Calls = ReadonlyMap<string, number>;

interface CostContext {
  readonly operations: Operations;
  readonly services: Readonly<Record<ServiceName, Pick<Service, "credentials">>>;
}

/** About what a case of a built-in property takes: it makes sequences that no file has. */
const OF_PROPERTY = 14;
/** How often a step is taken for about, where only the server knows. */
const OF_REPEAT = 3;
const MOST_REPEATS = 50;

/**
 * @param table its rows, and whether there are generated inputs beside them
 */
export function costOf(
  rule: Rule,
  bindings: readonly Binding[],
  table: Pick<UnitCost, "rows" | "isGenerated" | "over">,
  context: CostContext,
): UnitCost {
  const { control, maxRuns } = rule;
  const controlSteps =
    control.kind === "steps"
      ? control.steps
      : control.kind === "any"
        ? (control.ways[0]?.steps ?? [])
        : [];
  const of = (steps: readonly Step[]): Calls => callsOf(steps, { rule, bindings, ...context });
  return {
    ...table,
    ...(maxRuns === undefined ? {} : { maxRuns }),
    control: of(controlSteps),
    perCase: rule.property === undefined ? of(rule.steps) : ofProperty(rule, context),
  };
}

interface Where extends CostContext {
  readonly rule: Rule;
  readonly bindings: readonly Binding[];
}

/** The calls of some steps, what removes what they make, and a session of one's own. */
function callsOf(steps: readonly Step[], where: Where): Calls {
  const calls = new Map<string, number>();
  count(steps, 1, calls, where);
  const { rule, operations, services } = where;
  for (const [key, times] of [...calls]) {
    const [, name = ""] = key.split("/");
    const remove = operations[rule.service]?.[name]?.creates?.remove.call;
    if (remove !== undefined) add(calls, rule, remove, times);
  }
  const { login, logout } = services[rule.service]?.credentials ?? {};
  if (rule.session === "own" && login) {
    add(calls, rule, login.call, 1);
    if (logout) add(calls, rule, logout.call, 1);
  }
  return calls;
}

function count(
  steps: readonly Step[],
  times: number,
  calls: Map<string, number>,
  where: Where,
): void {
  for (const step of steps) {
    if (step.kind === "call") {
      const over = step.over === "each" ? where.bindings.length : 1;
      add(calls, where.rule, step.call, times * over);
    } else if (step.kind === "repeat") {
      const known = typeof step.times === "number" ? step.times : OF_REPEAT;
      count(step.steps, times * Math.min(known, MOST_REPEATS), calls, where);
    } else if (step.kind === "any") {
      count(step.ways[0]?.steps ?? [], times, calls, where);
    }
  }
}

/** What it needs, each as often as the others. */
function ofProperty(rule: Rule, { operations }: CostContext): Calls {
  const known = operations[rule.service] ?? {};
  const names = new Set(
    [rule.operation, ...rule.needs].filter((name) => Object.hasOwn(known, name)),
  );
  return new Map([...names].map((name) => [keyOf(rule, name), OF_PROPERTY / names.size]));
}

function add(calls: Map<string, number>, rule: Rule, name: string, times: number): void {
  const key = keyOf(rule, name);
  calls.set(key, (calls.get(key) ?? 0) + times);
}

function keyOf({ service }: Pick<Rule, "service">, operation: string): string {
  return `${service}/${operation}`;
}

/** How many requests some calls count as, where slow ones count as several. */
export function weigh(calls: Calls, slow: Readonly<Record<string, number>> = {}): number {
  let sum = 0;
  for (const [key, times] of calls) sum += times * (slow[key] ?? 1);
  return sum;
}

/** Whether one of the calls is a slow one. */
export function isSlow(calls: Calls, slow: Readonly<Record<string, number>> = {}): boolean {
  return [...calls.keys()].some((key) => slow[key] !== undefined);
}
