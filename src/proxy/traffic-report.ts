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
import type { RuleSeen } from "./judge-traffic.ts";

/** Failures of a rule over a binding that are told. */
const MOST_FAILURES = 5;
/** No case was made: there is nothing that a seed would repeat. */
const SEED = 0;

/** What traffic came to, as the report of a run has it: every rule that an answer was about, and no other. */
export function trafficReport(about: {
  readonly open: KnownTarget & SecretKeeper & Recorder;
  readonly specs: Specs;
  readonly run: Omit<RunInfo, "seed" | "complete" | "shard">;
  readonly exchanges: number;
  readonly seen: readonly RuleSeen[];
}): Report {
  const { open, specs, run, exchanges, seen } = about;
  const { target } = open;
  const rules = [...new Set(seen.map(({ rule }) => rule))];
  const report = buildReport({
    version: toolVersion(),
    toolDigest: toolDigest(),
    run: { ...run, seed: SEED, complete: true, shard: null },
    specs,
    selected: rules.map((rule) => ({
      rule,
      bindings: seen.filter((one) => one.rule === rule).map(({ binding }) => binding),
    })),
    targets: [
      {
        name: target.name,
        ...(target.description === undefined ? {} : { description: target.description }),
        services: Object.keys(target.services),
        requests: exchanges,
        leftovers: [],
        coverage: open.coverage.summary(),
        timings: open.timings.summary(),
      },
    ],
    verdicts: seen.map((one) => verdictOf(one, open)),
  });
  return redactReport(report, open.issued);
}

function verdictOf(seen: RuleSeen, open: KnownTarget & SecretKeeper): UnitVerdict {
  const { rule, binding, checks, answers, offences } = seen;
  const failures = offences.slice(0, MOST_FAILURES).map((offence): Failure => {
    const { found, judged, kind } = offence;
    return evidenceOf({
      open,
      rule,
      binding,
      inputs: found.inputs,
      result: asSent(offendingCase(found.trace, judged, checks)),
      reproduced: `${seen.times(kind)}/${answers}`,
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
    exercised: rule.statements,
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
