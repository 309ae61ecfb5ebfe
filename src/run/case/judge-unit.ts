import fc from "fast-check";
import type { GeneratorEnvironment } from "../../../generators/generator.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { NOT_REACHED } from "../../model/verdict.ts";
import { firstLacking, whyNotApplicable, whyNotOffered } from "../target/applicability.ts";
import { obtainablePrincipals } from "../target/obtainable-principals.ts";
import { propertyOf } from "./case-body.ts";
import { confirm, MAX_FAILURES } from "./confirm.ts";
import { beginAhead, runCounted } from "./counted-case.ts";
import { bindingLabel } from "./evidence.ts";
import { judgeInvariant, watchInvariants } from "./invariant.ts";
import { planCases } from "./plan-cases.ts";
import { runSteps } from "./run-steps.ts";
import { describeViolation, runUnitCase } from "./run-unit-case.ts";
import { sampleNames } from "./sample-names.ts";
import { seedOf } from "./seed.ts";
import { sharedControl } from "./shared-control.ts";
import { isKnownFailure } from "./signature.ts";
import { isHopeless, newTally, noteUnmet, observedBy, type Tally, verdictOf } from "./tally.ts";
import type { CaseResult } from "./trace.ts";
import type { Inputs, UnitOptions } from "./unit-options.ts";
import { unmetOfControl } from "./unmet-of-control.ts";

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
  watchInvariants(open, [rule]);
  const applicable = whyNotApplicable(rule, open, bindings);
  const notOffered = whyNotOffered(rule, open);
  const isJudged = applicable === undefined && notOffered === undefined;
  const isControlFirst = isJudged && !options.onlyFailures;
  let control = isControlFirst ? await runControl(options, tally) : undefined;
  if (isJudged && control === undefined && tally.unavailable === undefined) {
    await (rule.invariant ? judgeInvariant(options, tally) : runRows(options, tally));
  }
  if (!isControlFirst && tally.failures.length > 0) control = await runControl(options, tally);
  const isObserved = rule.level === "MAY";
  const verdict = verdictOf(rule, tally, applicable, notOffered ?? control);
  return {
    target: open.target.name,
    rule: rule.id,
    binding: bindingLabel(bindings),
    ...verdict,
    cases: tally.cases,
    requests: tally.requests,
    durationMs: performance.now() - started,
    failures: isObserved ? [] : tally.failures,
    observed: isObserved ? observedBy(rule, tally) : null,
    ...(verdict.verdict === "observed" && rule.promised
      ? { holds: tally.failures.length === 0 }
      : {}),
    exercised: rule.statements.filter((id) => tally.exercised.has(id)),
    alternatives: tally.alternatives,
  };
}

/**
 * Why the control does not hold; undefined when it does, or when the target turns out not to offer what it
 * looks at. One more try is given to the network.
 */
async function runControl(options: UnitOptions, tally: Tally): Promise<string | undefined> {
  const { rule, open, signal } = options;
  const { control, service } = rule;
  if (control.kind === "within" || control.kind === "none" || signal?.aborted) return undefined;
  const offered =
    control.kind === "steps"
      ? [control]
      : control.ways.filter(({ needs }) => !firstLacking(needs, service, open));
  let first: string | undefined;
  let unavailable: string | undefined;
  for (const { title, steps } of offered) {
    const { bindings } = options;
    const result = await sharedControl(open, { rule, bindings, steps }, () =>
      runUnitCase(options, {}, 0, { body: (state) => runSteps(steps, state) }),
    );
    if (!result || result.verdict === "held") return undefined;
    if (result.verdict === "unavailable") {
      unavailable ??= result.reason ?? "";
      continue;
    }
    noteUnmet(tally, ...unmetOfControl(options, result));
    first ??= result.outsideRule
      ? (result.reason ?? "")
      : `control did not hold (${title}): ${describeViolation(result)}`;
  }
  if (first === undefined && unavailable !== undefined) {
    tally.unavailable = open.secrets.redact(unavailable);
  }
  return first === undefined ? undefined : open.secrets.redact(first);
}

async function runRows(options: UnitOptions, tally: Tally): Promise<void> {
  const { open, rule, vocabulary, bindings, runs } = options;
  const principals = await obtainablePrincipals(open, rule.service);
  const environment = { principals, samples: sampleNames(open, rule) };
  const planned = planCases(rule, vocabulary, environment);
  if ("unavailable" in planned) {
    tally.unavailable = planned.unavailable;
    return;
  }
  const { rows, inputs } = planned;
  // A list that a rule file has may name anything; what a generator made names nothing of anybody's.
  for (const [name, source] of Object.entries(rule.forEach)) {
    if (!Array.isArray(source)) open.unissued.note(rows.map((row) => row[name] ?? null));
  }
  const perRow = Math.max(1, Math.floor(Math.min(runs, rule.maxRuns ?? runs) / rows.length));
  for (const known of options.corpus ?? []) {
    const result = await runCounted(options, known, tally);
    if (result.verdict === "violated")
      await confirm(options, known, tally, { seed: open.seed, first: result });
  }
  const early = inputs ? undefined : beginAhead(options, rows, tally);
  for (const [index, row] of rows.entries()) {
    if (isHopeless(tally) || options.signal?.aborted) break;
    tally.row = index;
    const round = options.round ? [`round ${options.round}`] : [];
    const seed = seedOf(open.seed, rule.id, bindingLabel(bindings), index, ...round);
    if (!inputs) {
      const result = await runCounted(options, row, tally, early?.next());
      if (result.verdict === "violated")
        await confirm(options, row, tally, { seed, first: result });
      continue;
    }
    for (let done = 0; done < perRow; ) {
      if (isHopeless(tally) || options.signal?.aborted || hasEnough(options, tally)) break;
      const numRuns = Math.min(BATCH, perRow - done);
      const ofBatch = done === 0 ? seed : seedOf(seed, `from ${done}`);
      // After a failure the rest of the cases look for others: one known fault must not hide the next.
      done += await runProperty(options, row, inputs, { numRuns, seed: ofBatch }, tally);
    }
  }
  await early?.end();
  if (!isHopeless(tally)) await runLong(options, environment, tally);
  if (options.signal?.aborted) {
    tally.reason ??= NOT_REACHED;
    tally.isOtherwiseUndecided = true;
  }
}

/** A failing long case is told as it was found, and run again but once: it takes as long as many others. */
const LONG = { tries: 1, needed: 0 };

/** One long case, of which nothing is said but a failure: what keeps it from being judged leaves the others. */
async function runLong(
  options: UnitOptions,
  environment: GeneratorEnvironment,
  tally: Tally,
): Promise<void> {
  const { open, rule, vocabulary, bindings, round = 0, signal } = options;
  const property = propertyOf(rule, vocabulary);
  if (!options.long || !property?.long || signal?.aborted || hasEnough(options, tally)) return;
  const seed = seedOf(open.seed, rule.id, bindingLabel(bindings), "long", round);
  const [inputs] = fc.sample(property.long(environment), { numRuns: 1, seed });
  if (!inputs) return;
  const own = { ...tally, reason: undefined, unavailable: undefined, unmet: [] };
  const first = await runCounted(options, inputs, own);
  if (first.verdict === "violated" && !isKnownFailure(first, tally.kinds)) {
    await confirm(options, inputs, own, { seed, first, confirmation: LONG });
  }
  tally.cases = own.cases;
  tally.requests = own.requests;
}

function hasEnough({ maxFailures = MAX_FAILURES }: UnitOptions, tally: Tally): boolean {
  return tally.failures.length >= maxFailures;
}

/** Runs generated cases until one fails in a way not seen before; gives how many it took. */
async function runProperty(
  options: UnitOptions,
  row: Inputs,
  inputs: fc.Arbitrary<Inputs>,
  { numRuns, seed }: { readonly numRuns: number; readonly seed: number },
  tally: Tally,
): Promise<number> {
  const { open } = options;
  const chances =
    propertyOf(options.rule, options.vocabulary)?.confirm?.needed === 0 ? SHRINK_CHANCES : 1;
  let shrinks = -1;
  // Shrinking goes on from the case that failed last, so that this is the smallest in the end.
  let violated: CaseResult | undefined;
  // fast-check promises that the values of a sample are those of a check.
  const planned = (options.ahead ?? 1) > 1 ? fc.sample(inputs, { numRuns, seed }) : [];
  for (const generated of planned) open.unissued.note(generated);
  const early = beginAhead(
    options,
    planned.map((generated) => ({ ...row, ...generated })),
    tally,
  );
  const property = fc.asyncProperty(inputs, async (generated) => {
    if (shrinks >= 0 && ++shrinks > SHRINK_BUDGET) return true;
    // Not judged, and not a failure: fast-check counts it as skipped.
    if (isHopeless(tally) || options.signal?.aborted) fc.pre(false);
    open.unissued.note(generated);
    const begun = shrinks >= 0 ? undefined : early?.next();
    let result = await runCounted(options, { ...row, ...generated }, tally, begun);
    for (let more = shrinks >= 0 ? chances - 1 : 0; more > 0 && result.verdict === "held"; more--) {
      result = await runCounted(options, { ...row, ...generated }, tally);
    }
    if (result.verdict === "undecided" || result.verdict === "unavailable") fc.pre(false);
    if (result.verdict !== "violated" || isKnownFailure(result, tally.kinds)) return true;
    violated = result;
    if (shrinks < 0) {
      shrinks = 0;
      await early?.end();
    }
    return false;
  });
  const maxSkipsPerRun = 1;
  const endOnFailure = options.shrink === false;
  const details = await fc.check(property, { numRuns, seed, maxSkipsPerRun, endOnFailure });
  await early?.end();
  const [smallest] = details.counterexample ?? [];
  if (!smallest) return numRuns;
  // No case failed, but ours: fast-check takes what was thrown for a failure.
  if (!violated) throw details.errorInstance;
  await confirm(options, { ...row, ...smallest }, tally, { seed, first: violated });
  return Math.max(1, details.numRuns);
}
