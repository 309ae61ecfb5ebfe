import { createHash } from "node:crypto";
import { canonicalJson } from "../judge/report/canonical-json.ts";
import { digestOfReport } from "../judge/report/seal-report.ts";
import { isExcused } from "../model/is-excused.ts";
import type { Report, RuleReport, TargetReport } from "../model/report.ts";
import type { KeptRule, KeptRun, KeptTarget } from "./kept-run.ts";

/**
 * The row that a report becomes in a history. Pure: the same report is always the same row.
 *
 * @param report whole, not a shard, and as it was written: its digest has been checked
 */
export function keepRun(report: Report): KeptRun {
  const { run, specs, tool } = report;
  const { id, startedAt, durationMs, seed, complete, edition, command } = run;
  const content = {
    format: "assay-kept-run",
    formatVersion: 1,
    report: report.digest ?? digestOfReport(report),
    tool,
    run: {
      ...{ id, startedAt, durationMs, seed, complete },
      ...(edition === undefined ? {} : { edition }),
      command,
    },
    specs: { digest: specs.digest, rules: specs.rules, statements: specs.statements },
    targets: report.targets.map(keepTarget),
  } as const;
  return { ...content, digest: digestOfKeptRun(content) };
}

/** `sha256:…` of a row without its own `digest`: how the file is laid out does not matter. */
export function digestOfKeptRun({
  digest: _,
  ...content
}: Omit<KeptRun, "digest"> & { readonly digest?: string }): string {
  return `sha256:${createHash("sha256").update(canonicalJson(content)).digest("hex")}`;
}

function keepTarget(target: TargetReport): KeptTarget {
  const { name, outcome, judged, requests, cases, rules, timings } = target;
  const kept = rules.map(keepRule);
  return {
    ...{ name, outcome, judged, requests, cases, rules: kept },
    ...(timings === undefined ? {} : { timings }),
  };
}

function keepRule(rule: RuleReport): KeptRule {
  const { id, level, verdict, title, failures, flaky = [] } = rule;
  const isTold = verdict === "fail" || verdict === "inconclusive" || flaky.length > 0;
  return {
    ...{ id, level, verdict },
    ...(isTold ? { title } : {}),
    ...(verdict === "fail" && isExcused(rule) ? { known: true } : {}),
    ...(flaky.length > 0 ? { flaky: true } : {}),
    ...(failures.length > 0 ? { failures: failures.map((failure) => failure.id) } : {}),
  };
}
