import { isServerError } from "../../judge/answer/is-server-error.ts";
import { refusesCredential } from "../../judge/answer/told-errors.ts";
import { isBroken } from "../../model/transfer.ts";
import { endsEarlierSession } from "../target/ends-earlier-session.ts";
import { propertyOf } from "./case-body.ts";
import { bindingLabel, evidenceOf } from "./evidence.ts";
import { whyServerIsFlaky } from "./flaky-server.ts";
import { describeViolation, runUnitCase } from "./run-unit-case.ts";
import { sessionEnded } from "./session-ended.ts";
import { isKnownFailure, kindsOf } from "./signature.ts";
import type { Tally } from "./tally.ts";
import type { CaseResult } from "./trace.ts";
import { failedUnderLoad } from "./under-load.ts";
import type { Inputs, UnitOptions } from "./unit-options.ts";

/** How often a failing case is run again on fresh state before it counts. */
const CONFIRMATION = { tries: 3, needed: 3 };
/** Failures of different kinds that one rule reports over one binding. */
export const MAX_FAILURES = 3;

/** Nothing failed under load, or that was not tried. */
const NONE = { failed: [], tries: 0 };

/** A case that failed. */
export interface FailedCase {
  readonly seed: number;
  /** What it showed when it failed: evidence enough where none of its repetitions must. */
  readonly first: CaseResult;
  /** How it is run again; default: as a case of the rule with those inputs. */
  readonly again?: (index: number) => Promise<CaseResult>;
  /** How often; default: as its property says. */
  readonly confirmation?: { readonly tries: number; readonly needed: number };
}

/** Runs the smallest failing case again, alone and on fresh state, and keeps what it shows. */
export async function confirm(
  options: UnitOptions,
  inputs: Inputs,
  tally: Tally,
  { seed, first, again, confirmation }: FailedCase,
): Promise<void> {
  const { open, rule, bindings } = options;
  if (tally.failures.length >= (options.maxFailures ?? MAX_FAILURES)) return;
  const own = confirmation ?? propertyOf(rule, options.vocabulary)?.confirm;
  const { tries, needed } = own ?? CONFIRMATION;
  const once = (index: number) => runUnitCase(options, inputs, index);
  const violatedAgain = async (): Promise<readonly CaseResult[]> => {
    const done: CaseResult[] = [];
    for (let index = 0; index < tries && !options.signal?.aborted; index++) {
      done.push(await (again ?? once)(-1 - index));
    }
    return done.filter(({ verdict }) => verdict === "violated");
  };
  // Nobody is blamed by what is observed: that it comes every time is enough, whatever runs beside it.
  const isObserved = rule.level === "MAY";
  const beside = isObserved ? await open.lock.shared(violatedAgain) : [];
  const alone =
    beside.length > 0 && beside.length === tries ? beside : await open.lock.alone(violatedAgain);
  // Where the failing case is proof by itself it counts as one of the tries.
  const proof = needed === 0 ? [first] : [];
  const isLoaded = alone.length < needed && !again && needsLoad(options);
  const under = isLoaded ? await open.lock.alone(() => underLoad(options, inputs, first)) : NONE;
  const isUnderLoad = under.failed.length > 0;
  const failed = isUnderLoad ? under.failed : alone;
  const [evidence] = [...failed, ...proof];
  if (!evidence || (failed.length < needed && !isUnderLoad)) {
    if (options.signal?.aborted) {
      tally.reason ??= "the run ended before a case that failed was run again";
      tally.isOtherwiseUndecided = true;
      return;
    }
    const seen = `failed once (${open.secrets.redact(describeViolation(first))})`;
    const times = `${failed.length} of ${tries} times`;
    tally.flaky = `flaky: ${seen}, then ${times} when it was run again by itself`;
    return;
  }
  if (evidence.trace.some(({ answer }) => answer !== undefined && isServerError(answer))) {
    const breaks = evidence.trace.some(({ sent }) => isBroken(sent?.request.transfer));
    const among = isObserved ? open.lock.shared : open.lock.alone;
    tally.flaky = await among(() => whyServerIsFlaky(open, rule.service, { breaks }));
    if (tally.flaky !== undefined) return;
  }
  if (evidence.trace.some(({ answer }) => answer && refusesCredential(answer))) {
    const ends = await endsEarlierSession(open, rule.service, open.lock.alone);
    if (ends) {
      const seen = open.secrets.redact(describeViolation(evidence));
      tally.flaky = `a login ends the user's earlier session, so this may be no fault: ${seen}`;
      return;
    }
  }
  if (isKnownFailure(evidence, tally.kinds)) return;
  tally.kinds.push(...kindsOf(evidence));
  const times = isUnderLoad ? under.tries : tries;
  const reproduced = `${failed.length + proof.length}/${times + proof.length}`;
  const binding = bindingLabel(bindings);
  tally.failures.push(
    evidenceOf({
      ...{ open, rule, binding, inputs, result: evidence, reproduced, seed },
      ...(isUnderLoad ? { underLoad: true } : {}),
    }),
  );
}

/** Only where cases run beside each other can one have failed for that. */
function needsLoad({ open, rule, vocabulary, signal }: UnitOptions): boolean {
  const own = propertyOf(rule, vocabulary)?.confirm;
  return own === undefined && open.target.limits.concurrency > 1 && !signal?.aborted;
}

function underLoad(
  options: UnitOptions,
  inputs: Inputs,
  first: CaseResult,
): ReturnType<typeof failedUnderLoad> {
  return failedUnderLoad(first, {
    again: (index) => runUnitCase(options, inputs, index),
    beside: (index, load) => runUnitCase(options, inputs, index, { load }),
    concurrency: options.open.target.limits.concurrency,
    sessionEnded: ({ trace }) => sessionEnded(options.open, options.rule.service, trace),
    signal: options.signal,
  });
}
