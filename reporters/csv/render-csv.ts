import { stringify } from "csv-stringify/sync";
import type { Report } from "../../src/model/report.ts";
import { brokenStatements } from "../broken-statements.ts";
import { type JudgedUnit, judgedUnits } from "../judged-units.ts";
import { outcomeWords } from "../outcome-line.ts";
import type { RenderOptions } from "../render-options.ts";
import { staleOnBinding } from "../stale-on-binding.ts";
import { formatCase } from "../text/format-case.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";
import { whyIncomplete } from "../why-incomplete.ts";

/** A spreadsheet's cell takes 32,767 characters; nobody reads as many. */
const MAX_CELL = 2_000;

const COLUMNS = [
  "target",
  "complete",
  "outcome",
  "MUST rules judged",
  "of all",
  "rule",
  "binding",
  "level",
  "verdict",
  "standing",
  "reason",
  "service",
  "operation",
  "statements",
  "broken",
  "title",
  "document",
  "where",
  "url",
  "known",
  "expected",
  "actual",
  "case",
  "reproduced",
  "failure",
  "failures",
  "observed",
  "rule cases",
  "rule ms",
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/**
 * CSV (RFC 4180, UTF-8) for spreadsheets: a row for each rule and binding, and one for a target that
 * was not judged as a whole. `complete` is `no` in every row of such a target, and every row says how many
 * MUST rules of the target were judged. Cells are one line, and
 * one that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function renderCsv(report: Report, { failOn = "must" }: RenderOptions = {}): string {
  const rows = report.targets.flatMap((target) => {
    const why = whyIncomplete(report, target);
    const head = {
      target: target.name,
      complete: why === null ? "yes" : "no",
      outcome: outcomeWords(target),
      "MUST rules judged": target.judged.must,
      "of all": target.judged.all,
    };
    const whole: readonly Row[] =
      why === null
        ? []
        : [{ ...head, verdict: target.outcome, standing: "incomplete", reason: why }];
    const units = judgedUnits(target, failOn).map((unit) => ({ ...head, ...rowOf(unit) }));
    const stale = staleOnBinding(target).map(({ rule, message }) => ({
      ...head,
      rule,
      standing: "stale",
      reason: message,
    }));
    return [...whole, ...units, ...stale];
  });
  return stringify(
    rows.map((row: Row) => COLUMNS.map((column) => cell(row[column]))),
    {
      header: true,
      columns: [...COLUMNS],
      escape_formulas: true,
      record_delimiter: "windows",
    },
  );
}

function rowOf({ rule, binding, verdict, severity, reason, failures }: JudgedUnit) {
  const [failure] = failures;
  return {
    rule: rule.id,
    binding: binding ?? "",
    level: rule.level,
    verdict,
    standing: severity,
    reason: reason ?? "",
    service: rule.service,
    operation: rule.operation,
    statements: rule.statements.join(" "),
    broken: failures.length > 0 ? brokenStatements(rule, failures).join(" ") : "",
    title: rule.title,
    document: rule.source.document,
    where: rule.source.where,
    url: rule.source.url ?? "",
    known: rule.known?.reason ?? "",
    expected: failure?.expected.join("; ") ?? "",
    actual: failure?.actual ?? "",
    case: failure ? formatCase(failure.counterexample).join(", ") : "",
    // A spreadsheet would read 3/3 as a date.
    reproduced: failure?.reproduced.replace("/", " of ") ?? "",
    failure: failure?.id ?? "",
    failures: failures.length,
    observed: Object.entries(rule.observed ?? {})
      .map(([what, seen]) => `${what}: ${seen}`)
      .join("; "),
    "rule cases": rule.cases,
    "rule ms": Math.round(rule.durationMs),
  } satisfies Row;
}

function cell(value: string | number | undefined): string | number {
  return typeof value === "number" ? value : visible(truncate(value ?? "", MAX_CELL));
}
