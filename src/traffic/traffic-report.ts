import { toolDigest } from "../config/files/tool-digest.ts";
import { toolVersion } from "../config/files/tool-version.ts";
import { buildReport } from "../judge/report/build-report.ts";
import type { Failure } from "../model/failure.ts";
import { headerLines, headersOf } from "../model/header-lines.ts";
import type { Report, RunInfo } from "../model/report.ts";
import type { Specs } from "../model/rule.ts";
import type { UnitVerdict } from "../model/unit.ts";
import { redactReport } from "../run/campaign/redact-report.ts";
import { offendingCase } from "../run/case/answer-watch.ts";
import { evidenceOf } from "../run/case/evidence.ts";
import type { CaseResult, TraceEntry } from "../run/case/trace.ts";
import type { KnownTarget, Recorder, SecretKeeper } from "../run/target/target-parts.ts";
import type { RuleSeen } from "./hold-rules.ts";
import type { JudgedTraffic } from "./judge-traffic.ts";

/** Failures of a rule over a binding that are told. */
const MOST_FAILURES = 5;
/** No case was made: there is nothing that a seed would repeat. */
const SEED = 0;

/** What traffic came to, as the report of a run has it: every rule that an answer was about, and no other. */
export function trafficReport(about: {
  readonly open: KnownTarget & SecretKeeper & Recorder;
  readonly specs: Specs;
  readonly run: Omit<RunInfo, "seed" | "complete" | "shard">;
  readonly traffic: JudgedTraffic;
  /** Of the target in the report. */
  readonly description?: string | undefined;
  /** Why no rule was judged, if none was. */
  readonly whyNone?: string;
}): Report {
  const { open, specs, run, traffic, whyNone } = about;
  const { seen, calls } = traffic;
  const { target } = open;
  const { description = target.description } = about;
  const rules = [...new Set(seen.map(({ rule }) => rule))];
  const report = buildReport({
    version: toolVersion(),
    toolDigest: toolDigest(),
    run: { ...run, seed: SEED, complete: true, shard: null },
    specs,
    ofTraffic: true,
    selected: rules.map((rule) => ({
      rule,
      bindings: seen.filter((one) => one.rule === rule).map(({ binding }) => binding),
    })),
    targets: [
      {
        name: target.name,
        ...(description === undefined ? {} : { description }),
        services: Object.keys(target.services),
        requests: Object.values(calls).reduce((sum, one) => sum + one, 0),
        leftovers: [],
        ...(seen.length === 0 && whyNone !== undefined ? { reason: whyNone } : {}),
        coverage: open.coverage.summary(),
        timings: open.timings.summary(),
      },
    ],
    verdicts: seen.map((one) => verdictOf(one, traffic, open)),
  });
  return redactReport(report, open.issued);
}

function verdictOf(
  { rule, binding, answers, offences, statements, times, checksOf }: RuleSeen,
  { numberOf }: JudgedTraffic,
  open: KnownTarget & SecretKeeper,
): UnitVerdict {
  const failures = offences.slice(0, MOST_FAILURES).map((offence): Failure => {
    const { found, judged, kind } = offence;
    const last = found.trace.at(-1);
    const entry = last && numberOf(last);
    return evidenceOf({
      open,
      rule,
      binding,
      inputs: { ...(entry === undefined ? {} : { entry }), ...found.inputs },
      result: asSent(offendingCase(found.trace, judged, checksOf(offence))),
      reproduced: `${times(kind)}/${answers}`,
      seed: SEED,
    });
  });
  const [first] = failures;
  return {
    target: open.target.name,
    rule: rule.id,
    binding,
    verdict: first ? "fail" : "pass",
    reason: first ? `expected ${first.expected.join(" and ")}, got ${first.actual}` : null,
    cases: answers,
    requests: answers,
    durationMs: 0,
    failures,
    observed: null,
    exercised: statements,
    alternatives: {},
  };
}

/** Fields of one connection, and what whoever sends it again says of the body by itself. */
const OF_CONNECTION =
  /^(?:host|connection|keep-alive|content-length|transfer-encoding|te|trailer|expect|accept-encoding)$/i;

/** With the requests as they were, whoever wrote them: a shell line then sends the same. */
function asSent(result: CaseResult): CaseResult {
  const trace = result.trace.map((entry): TraceEntry => {
    if (!entry.sent) return entry;
    const { request } = entry.sent;
    const lines = headerLines(request.headers).filter(([name]) => !OF_CONNECTION.test(name));
    return {
      ...entry,
      sent: { ...entry.sent, request: { ...request, headers: headersOf(lines) }, as: "request" },
    };
  });
  return { ...result, trace };
}
