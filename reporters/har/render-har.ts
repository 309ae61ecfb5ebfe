import type { Har, Page } from "har-format";
import type { Failure } from "../../src/model/failure.ts";
import type { Report, RuleReport } from "../../src/model/report.ts";
import { brokenStatements } from "../broken-statements.ts";
import { safeJson } from "../text/safe-json.ts";
import { visible } from "../text/visible.ts";
import { whyIncomplete } from "../why-incomplete.ts";
import { harEntry } from "./har-entry.ts";

/**
 * HAR 1.2 of the failing exchanges, for the network panels of browsers: a page for each failure with
 * the requests of its smallest case. Evidence has durations and no times of day, so the entries follow
 * one another from the start of the run. The comments say which runs did not complete.
 */
export function renderHar(report: Report): string {
  const failures = report.targets.flatMap((target) =>
    target.rules.flatMap((rule) =>
      rule.failures.map((failure) => ({
        title: titleOf(target.name, rule, failure),
        failure,
      })),
    ),
  );
  const started = Date.parse(report.run.startedAt);
  let at = Number.isNaN(started) ? 0 : started;
  const pages: Page[] = [];
  const entries: Har["log"]["entries"] = [];
  for (const [index, { title, failure }] of failures.entries()) {
    const id = `failure_${index + 1}`;
    pages.push({
      id,
      title: visible(title),
      startedDateTime: new Date(at).toISOString(),
      pageTimings: {},
      comment: commentOf(failure),
    });
    for (const exchange of failure.exchanges) {
      entries.push(harEntry(exchange, id, at));
      at += exchange.durationMs;
    }
  }
  const incomplete = report.targets.flatMap((target) => {
    const why = whyIncomplete(report, target);
    return why === null ? [] : [visible(`${target.name}: ${why}`)];
  });
  const har: Har = {
    log: {
      version: "1.2",
      creator: { name: report.tool.name, version: visible(report.tool.version) },
      pages,
      entries,
      ...(incomplete.length > 0 ? { comment: incomplete.join("; ") } : {}),
    },
  };
  return safeJson(har);
}

function titleOf(target: string, rule: RuleReport, failure: Failure): string {
  const broken = brokenStatements(rule, [failure]).join(" ");
  return `${target}: ${broken}: ${rule.id} [${failure.binding}] ${failure.id}`;
}

function commentOf({ expected, actual }: Failure): string {
  return visible(`expected ${expected.join("; ")}; got ${actual}`);
}
