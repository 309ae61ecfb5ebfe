import fc from "fast-check";
import type { UnitVerdict } from "../model/unit.ts";
import { whyNotApplicable, whyNotOffered } from "./applicability.ts";
import { propertyOf } from "./case-body.ts";
import { confirm } from "./confirm.ts";
import { bindingLabel } from "./evidence.ts";
import { obtainablePrincipals } from "./obtainable-principals.ts";
import { planCases } from "./plan-cases.ts";
import { runSteps } from "./run-steps.ts";
import { describeViolation, runUnitCase } from "./run-unit-case.ts";
import { seedOf } from "./seed.ts";
import { isHopeless, newTally, type Tally, verdictOf } from "./tally.ts";
import type { CaseResult } from "./trace.ts";
import type { Inputs, UnitOptions } from "./unit-options.ts";

/** Further cases that shrinking may run: it ends with the smallest found so far. */
const SHRINK_BUDGET = 150;
/** How often a smaller case is run, where a case that fails does not fail every time. */
const SHRINK_CHANCES = 3;
/** fast-check cannot be stopped in the middle: so many cases at once, so that an interrupted run ends soon. */
const BATCH = 100;

/**
 * Judges one rule over one binding: its control first (but see `onlyFailures`), then the rows of its
 * tables and the generated cases; a failing case is shrunk, run again alone on fresh state, and only
 * then counts.
 */
export async function judgeUnit(options: UnitOptions): Promise<UnitVerdict> {
  const { open, rule, bindings } = options;
  const started = performance.now();
  const tally = newTally();
  const applicable = whyNotApplicable(rule, open.target, bindings);
  const notOffered = whyNotOffered(rule, open.target);
  const isJudged = applicable === undefined && notOffered === undefined;
  const isControlFirst = isJudged && !options.onlyFailures;
  let control = isControlFirst ? await runControl(options) : undefined;
  if (isJudged && control === undefined) await runRows(options, tally);
  if (!isControlFirst && tally.failures.length > 0) control = await runControl(options);
  return {
    target: open.target.name,
    rule: rule.id,
    binding: bindingLabel(bindings),
    ...verdictOf(rule, tally, applicable, notOffered ?? control),
    cases: tally.cases,
    requests: tally.requests,
    durationMs: performance.now() - started,
    failures: tally.failures,
    observed: rule.level === "MAY" ? tally.observed : null,
    alternatives: tally.alternatives,
  };
}

/** Why the control does not hold; undefined when it does. One more try is given to the network. */
async function runControl(options: UnitOptions): Promise<string | undefined> {
  const { rule, open, signal } = options;
  if (rule.control.kind !== "steps" || signal?.aborted) return undefined;
  const { title, steps } = rule.control;
  const result = await runUnitCase(options, {}, 0, (state) => runSteps(steps, state));
  if (result.verdict === "held") return undefined;
  if (result.outsideRule) return open.secrets.redact(result.reason ?? "");
  return open.secrets.redact(`control did not hold (${title}): ${describeViolation(result)}`);
}

async function runRows(options: UnitOptions, tally: Tally): Promise<void> {
  const { open, rule, generators, bindings, runs } = options;
  const environment = { principals: await obtainablePrincipals(open, rule.service) };
  const planned = planCases(rule, generators, environment);
  if ("unavailable" in planned) {
    tally.unavailable = planned.unavailable;
    return;
  }
  const { rows, inputs } = planned;
  const perRow = Math.max(1, Math.floor(Math.min(runs, rule.maxRuns ?? runs) / rows.length));
  for (const known of options.corpus ?? []) {
    const result = await runCounted(options, known, tally);
    if (result.verdict === "violated") await confirm(options, known, tally, open.seed, result);
  }
  for (const [index, row] of rows.entries()) {
    if (isHopeless(tally) || options.signal?.aborted) break;
    const round = options.round ? [`round ${options.round}`] : [];
    const seed = seedOf(open.seed, rule.id, bindingLabel(bindings), index, ...round);
    if (!inputs) {
      const result = await runCounted(options, row, tally);
      if (result.verdict === "violated") await confirm(options, row, tally, seed, result);
      continue;
    }
    for (let done = 0; done < perRow; done += BATCH) {
      if (isHopeless(tally) || options.signal?.aborted || tally.failures.length > 0) break;
      const numRuns = Math.min(BATCH, perRow - done);
      const ofBatch = done === 0 ? seed : seedOf(seed, `from ${done}`);
      await runProperty(options, row, inputs, { numRuns, seed: ofBatch }, tally);
    }
  }
  if (options.signal?.aborted) tally.reason ??= "the run ended before it was judged";
}

async function runProperty(
  options: UnitOptions,
  row: Inputs,
  inputs: fc.Arbitrary<Inputs>,
  { numRuns, seed }: { readonly numRuns: number; readonly seed: number },
  tally: Tally,
): Promise<void> {
  const chances = propertyOf(options.rule)?.confirm?.needed === 0 ? SHRINK_CHANCES : 1;
  let shrinks = -1;
  // Shrinking goes on from the case that failed last, so that this is the smallest in the end.
  let violated: CaseResult | undefined;
  const property = fc.asyncProperty(inputs, async (generated) => {
    if (shrinks >= 0 && ++shrinks > SHRINK_BUDGET) return true;
    // Not judged, and not a failure: fast-check counts it as skipped.
    if (isHopeless(tally) || options.signal?.aborted) fc.pre(false);
    let result = await runCounted(options, { ...row, ...generated }, tally);
    for (let more = shrinks >= 0 ? chances - 1 : 0; more > 0 && result.verdict === "held"; more--) {
      result = await runCounted(options, { ...row, ...generated }, tally);
    }
    if (result.verdict === "undecided" || result.verdict === "unavailable") fc.pre(false);
    if (result.verdict === "violated") {
      violated = result;
      if (shrinks < 0) shrinks = 0;
    }
    return result.verdict !== "violated";
  });
  const maxSkipsPerRun = 1;
  const endOnFailure = options.shrink === false;
  const details = await fc.check(property, { numRuns, seed, maxSkipsPerRun, endOnFailure });
  const [smallest] = details.counterexample ?? [];
  if (!smallest) return;
  // No case failed, but ours: fast-check takes what was thrown for a failure.
  if (!violated) throw details.errorInstance;
  await confirm(options, { ...row, ...smallest }, tally, seed, violated);
}

async function runCounted(options: UnitOptions, inputs: Inputs, tally: Tally): Promise<CaseResult> {
  const index = tally.cases + tally.undecided;
  const result = await options.open.gate.shared(() => runUnitCase(options, inputs, index));
  if (result.verdict === "undecided") {
    tally.undecided++;
    tally.reason ??= options.open.secrets.redact(result.reason ?? "");
  } else if (result.verdict === "unavailable") tally.unavailable ??= result.reason ?? "";
  else tally.cases++;
  tally.requests += result.trace.length;
  options.onCase?.(result.verdict, result.trace.length);
  const { redact } = options.open.secrets;
  for (const [label, words] of result.observed) tally.observed[redact(label)] = redact(words);
  for (const because of result.chosen) {
    tally.alternatives[because] = (tally.alternatives[because] ?? 0) + 1;
  }
  return result;
}
