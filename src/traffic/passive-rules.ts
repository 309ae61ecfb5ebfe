import type { Operations } from "../model/operation.ts";
import type { CallStep, Checks, Invariant, Rule, Step } from "../model/rule.ts";

/** A call of a rule, and what is judged of its answer. */
export interface JudgedStep {
  readonly step: CallStep;
  readonly then: Checks;
}

/** A rule that can be held against calls that others make. */
export type PassiveRule =
  /** About every answer. */
  | { readonly kind: "invariant"; readonly rule: Rule }
  /** About single calls, each by itself. */
  | { readonly kind: "call"; readonly rule: Rule; readonly steps: readonly JudgedStep[] }
  /** About a call that removed something and is made again, as it was. */
  | ({ readonly kind: "again"; readonly rule: Rule } & JudgedStep);

type PairRule = Extract<PassiveRule, { readonly kind: "again" }>;

/** Checks that compare with what only a run knows. */
const OF_RUNS: readonly string[] = ["noAnswer", "agree", "sameAs", "lists", "texts", "distinct"];

/**
 * Those among rules that need nothing prepared: what binds every answer, what binds the answer to a single call,
 * and what binds the answer to a removal that was made before. MAY rules bind nobody.
 *
 * Only what has an id of the server's choosing stays removed: a document can come again by its path.
 */
export function passiveRules(
  rules: readonly Rule[],
  operations: Operations,
): readonly PassiveRule[] {
  const removes = ({ service }: Rule, name: string): boolean =>
    Object.values(operations[service] ?? {}).some(
      ({ creates }) =>
        creates?.remove.call === name && /^\$(?:answer|headers)\./.test(String(creates.id)),
    );
  return rules.flatMap((rule): readonly PassiveRule[] => {
    if (rule.level === "MAY" || rule.together || rule.property !== undefined) return [];
    if (rule.invariant) return isOfSteps(rule.invariant) ? [] : [{ kind: "invariant", rule }];
    const pairs = pairIn(rule.steps, rule).filter(({ step }) => removes(rule, step.call));
    if (pairs.length > 0) return pairs;
    const steps = stepsWithoutSetUp(rule);
    return steps.length > 0 ? [{ kind: "call", rule, steps }] : [];
  });
}

/** Whether an invariant is about what only the steps of rules expect. */
function isOfSteps({ when }: Invariant): boolean {
  return when.length > 0 && when.every(({ expected }) => expected !== undefined);
}

/** The steps that are judged by themselves: the first, and those behind calls that had to be refused. */
function stepsWithoutSetUp({ steps }: Rule): readonly JudgedStep[] {
  const found: JudgedStep[] = [];
  for (const step of steps) {
    if (step.kind !== "call" || !step.then || !isPlain(step)) break;
    const { then } = step;
    if (seesMoreThanVerdict(then)) found.push({ step, then });
    // What was refused has changed nothing.
    if (demandOf(then) !== "refused") break;
  }
  return found;
}

/** Whether a call is made as its operation is described, and judged by its own answer. */
function isPlain(step: CallStep): boolean {
  const { then = {}, over, transfer, rename, method, at, spelling, until, when } = step;
  const odd = [over, transfer, rename, method, at, spelling, until, when];
  return odd.every((part) => part === undefined) && !OF_RUNS.some((name) => name in then);
}

/**
 * A good call may be refused for a reason that only its server knows (a quota, a right): whether it is accepted
 * nobody can tell from outside, and a rule that says nothing more has nothing to see.
 */
function seesMoreThanVerdict(then: Checks): boolean {
  return demandOf(then) !== "accepted" || Object.keys(then).some((name) => name !== "success");
}

/** Whether checks want a call to be accepted or refused; some fit both. */
export function demandOf(then: Checks): "accepted" | "refused" | "either" {
  const { success, refused, status, noDocument, bytes, chunk, zip } = then;
  if (success === true || [bytes, chunk, zip].some((one) => one !== undefined)) return "accepted";
  if (success === false || refused === true || noDocument === true) return "refused";
  const statuses = [status ?? []].flat().map(String);
  if (statuses.length === 0) return "either";
  if (statuses.every((one) => one.startsWith("2"))) return "accepted";
  return statuses.every((one) => /^[45]/.test(one)) ? "refused" : "either";
}

/** The first place where a call that has to be accepted is followed by the same one again, which is judged. */
function pairIn(steps: readonly Step[], rule: Rule): readonly PairRule[] {
  for (const [index, step] of steps.entries()) {
    if (step.kind === "any") {
      const found = step.ways.flatMap((way) => pairIn(way.steps, rule))[0];
      if (found) return [found];
    }
    const before = steps[index - 1];
    const [first, ...others] = step.kind === "repeat" ? step.steps : [step];
    if (before?.kind !== "call" || before.expect !== "accepted" || first?.kind !== "call") continue;
    const { then } = first;
    if (!then || others.length > 0 || !isPlain(first) || !isPlain(before)) continue;
    if (isSameCall(before, first)) return [{ kind: "again", rule, step: first, then }];
  }
  return [];
}

/** Whatever it names: a literal would make it a rule about that alone. */
function isSameCall(before: CallStep, step: CallStep): boolean {
  const names = Object.values(step.with);
  return (
    before.call === step.call &&
    before.as === step.as &&
    JSON.stringify(before.with) === JSON.stringify(step.with) &&
    names.length > 0 &&
    names.every((value) => typeof value === "string" && value.startsWith("$"))
  );
}
