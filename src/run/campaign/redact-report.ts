import type { Secret } from "../../config/targets/secrets-of.ts";
import type { Coverage } from "../../model/coverage.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Failure, RecordedStep } from "../../model/failure.ts";
import type { Report, RuleReport, TargetReport, UnitShare } from "../../model/report.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import type { UnmetCall } from "../../model/unmet-call.ts";
import { redactDeep } from "../../wire/redact/redact-deep.ts";
import { createSecrets } from "../../wire/redact/secrets.ts";

type Redact = (text: string) => string;

/**
 * The report without the secrets of a whole run. Evidence is redacted where it is taken, by what was
 * known there; a server may tell in one suite what it heard in another. Only what a server said or
 * what was sent is changed: a password that is a word of the report's own does no harm to it.
 */
export function redactReport(report: Report, secrets: readonly Secret[]): Report {
  const { redact } = withAll(secrets);
  return { ...report, targets: report.targets.map((target) => ofTarget(target, redact)) };
}

/** A verdict without some secrets: what is told of a run before its end. */
export function redactVerdict(verdict: UnitVerdict, secrets: readonly Secret[]): UnitVerdict {
  const { redact } = withAll(secrets);
  const { reason, observed, unmet } = verdict;
  return {
    ...verdict,
    reason: reason === null ? null : redact(reason),
    observed: observed && valuesOf(observed, redact),
    failures: verdict.failures.map((failure) => ofFailure(failure, redact)),
    ...(unmet === undefined ? {} : { unmet: ofUnmet(unmet, redact) }),
  };
}

function withAll(secrets: readonly Secret[]): { readonly redact: Redact } {
  const all = createSecrets();
  for (const { value, label } of secrets) all.add(value, label);
  return all;
}

function ofTarget(target: TargetReport, redact: Redact): TargetReport {
  return {
    ...target,
    ...(target.reason === undefined ? {} : { reason: redact(target.reason) }),
    ...(target.launchLog === undefined ? {} : { launchLog: redact(target.launchLog) }),
    leftovers: target.leftovers.map(redact),
    ...(target.coverage === undefined ? {} : { coverage: ofCoverage(target.coverage, redact) }),
    rules: target.rules.map((rule) => ofRule(rule, redact)),
  };
}

/** Kinds of answers are told in a server's own words. */
function ofCoverage({ answers, transitions, ...rest }: Coverage, redact: Redact): Coverage {
  return {
    ...rest,
    answers: Object.fromEntries(
      Object.entries(answers).map(([operation, kinds]) => [operation, ofKinds(kinds, redact)]),
    ),
    transitions: ofKinds(transitions, redact),
  };
}

/** Kinds that differ in nothing but a secret become one. */
function ofKinds(kinds: Readonly<Record<string, number>>, redact: Redact): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const [kind, times] of Object.entries(kinds)) {
    const shown = redact(kind);
    sum[shown] = (sum[shown] ?? 0) + times;
  }
  return sum;
}

function ofRule(rule: RuleReport, redact: Redact): RuleReport {
  const { reason, reasons, observed } = rule;
  return {
    ...rule,
    reason: reason === null ? null : redact(reason),
    ...(reasons === undefined ? {} : { reasons: valuesOf(reasons, redact) }),
    observed: observed === null ? null : valuesOf(observed, redact),
    failures: rule.failures.map((failure) => ofFailure(failure, redact)),
    ...(rule.unmet === undefined
      ? {}
      : { unmet: mapValues(rule.unmet, (calls) => ofUnmet(calls, redact)) }),
    ...(rule.units === undefined
      ? {}
      : { units: mapValues(rule.units, (share) => ofShare(share, redact)) }),
  };
}

function ofShare(share: UnitShare, redact: Redact): UnitShare {
  const { observed, unmet } = share;
  return {
    ...share,
    observed: observed && valuesOf(observed, redact),
    ...(unmet === undefined ? {} : { unmet: ofUnmet(unmet, redact) }),
  };
}

function ofUnmet(calls: readonly UnmetCall[], redact: Redact): readonly UnmetCall[] {
  return calls.map((one) => ({ ...one, got: redact(one.got), step: ofStep(one.step, redact) }));
}

function ofFailure({ bytes, ...failure }: Failure, redact: Redact): Failure {
  return {
    ...failure,
    ...(bytes && isClean(bytes, redact) ? { bytes } : {}),
    counterexample: redactDeep(failure.counterexample, redact),
    expected: failure.expected.map(redact),
    actual: redact(failure.actual),
    exchanges: failure.exchanges.map((exchange) => ofExchange(exchange, redact)),
    curl: redact(failure.curl),
    steps: failure.steps.map((step) => ofStep(step, redact)),
  };
}

/** Bytes with a secret among them are left out: a part of one would still be one. */
function isClean({ expected, actual }: NonNullable<Failure["bytes"]>, redact: Redact): boolean {
  return [expected, actual].every((hex) => {
    const text = Buffer.from(hex, "hex").toString("latin1");
    return redact(text) === text && redact(hex) === hex;
  });
}

function ofStep(step: RecordedStep, redact: Redact): RecordedStep {
  return {
    ...step,
    with: valuesOf(step.with, redact),
    ...(step.at === undefined ? {} : { at: redactDeep(step.at, redact) }),
    ...(step.until === undefined ? {} : { until: redactDeep(step.until, redact) }),
    ...(step.judged === undefined ? {} : { judged: redactDeep(step.judged, redact) }),
    answer: redact(step.answer),
  };
}

function ofExchange({ request, response, failure, ...rest }: Exchange, redact: Redact): Exchange {
  const { url, headers, body } = request;
  return {
    request: {
      ...request,
      url: redact(url),
      headers: redactDeep(headers, redact),
      body: redact(body),
    },
    response: response && {
      ...redactDeep(response, redact),
      status: response.status,
    },
    ...(failure ? { failure: { ...failure, message: redact(failure.message) } } : {}),
    ...rest,
  };
}

/** The values alone: the names are those of rule files. */
function valuesOf<T>(record: Readonly<Record<string, T>>, redact: Redact): Record<string, T> {
  return mapValues(record, (value) => redactDeep(value, redact));
}

function mapValues<T>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
