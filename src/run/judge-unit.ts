import fc from "fast-check";
import type { Generator } from "../../generators/generator.ts";
import { isServerError } from "../judge/is-server-error.ts";
import type { Binding } from "../model/binding.ts";
import type { Rule } from "../model/rule.ts";
import type { UnitVerdict } from "../model/unit.ts";
import type { Plain } from "../model/value.ts";
import { whyNotApplicable } from "./applicability.ts";
import { bodyOf, propertyOf } from "./case-body.ts";
import type { CaseState } from "./case-state.ts";
import { bindingLabel, evidenceOf, signatureOf } from "./evidence.ts";
import { obtainablePrincipals } from "./obtainable-principals.ts";
import type { OpenTarget } from "./open-target.ts";
import { type CaseOptions, runCase } from "./run-case.ts";
import { runSteps } from "./run-steps.ts";
import { seedOf } from "./seed.ts";
import { tableRows } from "./table.ts";
import { isHopeless, newTally, type Tally, verdictOf } from "./tally.ts";
import type { CaseResult } from "./trace.ts";
import { whatIsErratic } from "./what-is-erratic.ts";

/** How often a failing case is run again on fresh state before it counts. */
const CONFIRMATION = { tries: 3, needed: 3 };
/** Further cases that shrinking may run: it ends with the smallest found so far. */
const SHRINK_BUDGET = 150;
/** How often a smaller case is run, where a case that fails does not fail every time. */
const SHRINK_CHANCES = 3;
/** Failures of different kinds that one rule reports over one binding. */
const MAX_FAILURES = 3;
/** fast-check cannot be stopped in the middle: so many cases at once, so that an interrupted run ends soon. */
const BATCH = 100;

export interface UnitOptions {
  readonly open: OpenTarget;
  readonly rule: Rule;
  /** One binding, or all of them for a rule about several. */
  readonly bindings: readonly Binding[];
  /** Generated cases, at most. */
  readonly runs: number;
  readonly generators: ReadonlyMap<string, Generator>;
  /** Which round of a campaign with a time budget it is: another round, other cases. Default 0. */
  readonly round?: number;
  /** Inputs that failed in an earlier run: tried before everything else. */
  readonly corpus?: readonly Inputs[];
  /** Once aborted, no further case begins: what was judged until then is the verdict's evidence. */
  readonly signal?: AbortSignal;
  /** False: a failing case is reported as it was found, which takes fewer requests. Default true. */
  readonly shrink?: boolean;
  /**
   * True: the control is looked at only once a case has failed, which takes fewer requests. `pass` then
   * says no more than that no case failed. Default false.
   */
  readonly onlyFailures?: boolean;
  /** Told of each case and its requests, in order; smaller ones of a failing case included. */
  readonly onCase?: (verdict: CaseResult["verdict"], requests: number) => void;
}

type Inputs = Readonly<Record<string, Plain>>;

/**
 * Judges one rule over one binding: its control first (but see `onlyFailures`), then the rows of its tables and the generated
 * cases; a failing case is shrunk, run again alone on fresh state, and only then counts.
 */
export async function judgeUnit(options: UnitOptions): Promise<UnitVerdict> {
  const { open, rule, bindings } = options;
  const started = performance.now();
  const tally = newTally();
  const applicable = whyNotApplicable(rule, open.target, bindings);
  const isControlFirst = applicable === undefined && !options.onlyFailures;
  let control = isControlFirst ? await runControl(options) : undefined;
  if (applicable === undefined && control === undefined) await runRows(options, tally);
  if (!isControlFirst && tally.failures.length > 0) control = await runControl(options);
  return {
    target: open.target.name,
    rule: rule.id,
    binding: bindingLabel(bindings),
    ...verdictOf(rule, tally, applicable, control),
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
  const body = (state: CaseState): Promise<void> => runSteps(steps, state);
  const result = await runTwice({ ...caseOptions(options, {}, 0), body });
  if (result.verdict === "held") return undefined;
  if (result.outsideRule) return open.secrets.redact(result.reason ?? "");
  return open.secrets.redact(`control did not hold (${title}): ${describeViolation(result)}`);
}

/** What a case missed first, or why it could not be judged. */
function describeViolation({ mismatches: [mismatch], reason = "" }: CaseResult): string {
  if (!mismatch) return reason;
  const { step, expected, actual } = mismatch;
  return `${step > 0 ? `step ${step}: ` : ""}expected ${expected}, got ${actual}`;
}

async function runRows(options: UnitOptions, tally: Tally): Promise<void> {
  const { open, rule, generators, bindings, runs } = options;
  const environment = { principals: await obtainablePrincipals(open, rule.service) };
  const rows = tableRows(rule, generators, environment);
  const perRow = Math.max(1, Math.floor(Math.min(runs, rule.maxRuns ?? runs) / rows.length));
  const property = propertyOf(rule);
  const generated = Object.entries(rule.forAll).map(([name, { generator, options: args }]) => {
    const found = generators.get(generator);
    if (!found) throw new Error(`unknown generator ${generator}`);
    return [name, found.arbitrary(args, environment)] as const;
  });
  for (const known of options.corpus ?? []) {
    const result = await runCounted(options, known, tally);
    if (result.verdict === "violated") await confirm(options, known, tally, open.seed, result);
  }
  for (const [index, row] of rows.entries()) {
    if (isHopeless(tally) || options.signal?.aborted) break;
    const round = options.round ? [`round ${options.round}`] : [];
    const seed = seedOf(open.seed, rule.id, bindingLabel(bindings), index, ...round);
    if (generated.length === 0 && !property) {
      const result = await runCounted(options, row, tally);
      if (result.verdict === "violated") await confirm(options, row, tally, seed, result);
      continue;
    }
    const inputs = property
      ? property.inputs(environment)
      : (fc.record(Object.fromEntries(generated)) as fc.Arbitrary<Inputs>);
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

/**
 * Runs the smallest failing case again, alone and on fresh state, and keeps what it shows.
 *
 * @param first what the case showed when it failed: evidence enough where none of its repetitions must
 */
async function confirm(
  options: UnitOptions,
  inputs: Inputs,
  tally: Tally,
  seed: number,
  first: CaseResult,
): Promise<void> {
  const { open, rule, bindings } = options;
  if (tally.failures.length >= MAX_FAILURES) return;
  const { tries, needed } = propertyOf(rule)?.confirm ?? CONFIRMATION;
  const results = await open.gate.alone(async () => {
    const done: CaseResult[] = [];
    for (let index = 0; index < tries; index++) {
      done.push(await runTwice(caseOptions(options, inputs, -1 - index)));
    }
    return done;
  });
  const failed = results.filter(({ verdict }) => verdict === "violated");
  // Where the failing case is proof by itself it counts as one of the tries.
  const proof = needed === 0 ? [first] : [];
  const [evidence] = [...failed, ...proof];
  if (!evidence || failed.length < needed) {
    const once = `failed once (${open.secrets.redact(describeViolation(first))})`;
    const times = `${failed.length} of ${tries} times`;
    tally.flaky = `flaky: ${once}, then ${times} when it was run again by itself`;
    return;
  }
  if (evidence.trace.some(({ answer }) => answer !== undefined && isServerError(answer))) {
    tally.flaky = await open.gate.alone(() => whatIsErratic(open, rule.service));
    if (tally.flaky !== undefined) return;
  }
  const signature = signatureOf(evidence);
  if (tally.signatures.has(signature)) return;
  tally.signatures.add(signature);
  const reproduced = `${failed.length + proof.length}/${tries + proof.length}`;
  const binding = bindingLabel(bindings);
  tally.failures.push(
    evidenceOf({ open, rule, binding, inputs, result: evidence, reproduced, seed }),
  );
}

async function runCounted(options: UnitOptions, inputs: Inputs, tally: Tally): Promise<CaseResult> {
  const index = tally.cases + tally.undecided;
  const result = await options.open.gate.shared(() =>
    runTwice(caseOptions(options, inputs, index)),
  );
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

/** A case that could not be judged gets one more try: a dropped connection says nothing. */
async function runTwice(options: CaseOptions): Promise<CaseResult> {
  const first = await runCase(options);
  return first.verdict === "undecided" ? runCase(options) : first;
}

function caseOptions(options: UnitOptions, inputs: Inputs, index: number): CaseOptions {
  const { open, rule, bindings } = options;
  return { open, rule, body: bodyOf(rule, inputs), bindings, inputs, index };
}
