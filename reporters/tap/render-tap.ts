import type { Report, TargetReport } from "../../src/model/report.ts";
import { brokenStatements } from "../broken-statements.ts";
import { editionWords } from "../edition-words.ts";
import { type JudgedUnit, judgedUnits } from "../judged-units.ts";
import { outcomeLine, outcomeWords } from "../outcome-line.ts";
import type { FailOn, RenderOptions } from "../render-options.ts";
import { leavesOpen } from "../severity.ts";
import { staleOnBinding } from "../stale-on-binding.ts";
import { formatCase } from "../text/format-case.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";
import { unjudgedSentence } from "../unjudged.ts";
import { RUN_INCOMPLETE, whyIncomplete } from "../why-incomplete.ts";

const MAX_TEXT = 300;
const MAX_COMMENT = 1_500;

interface Point {
  readonly ok: boolean;
  readonly description: string;
  readonly directive?: string;
  readonly diagnostic?: readonly string[];
}

/**
 * Test Anything Protocol, version 14: a test point for each rule and binding, `not ok` when violated or
 * not judged, `# SKIP` when it does not apply or nothing depends on it, `# TODO` for known deviations and for failures that do
 * not fail the run. A run that did not complete ends with a failing point and bails out.
 */
export function renderTap(report: Report, { failOn = "must" }: RenderOptions = {}): string {
  const points = report.targets.flatMap((target): readonly Point[] => [
    ...judgedUnits(target, failOn).map((unit) => pointOf(target.name, unit, failOn)),
    ...staleOnBinding(target).map(({ name, message }) => ({
      ok: false,
      description: `${target.name}: ${name}: ${message}`,
    })),
    ...wholeTarget(report, target),
  ]);
  const none: readonly Point[] =
    report.targets.length === 0 ? [{ ok: false, description: "no target was judged" }] : [];
  const all = [...points, ...none];
  return [
    "TAP version 14",
    `1..${all.length}`,
    ...all.flatMap(lines),
    ...report.targets.flatMap((target) => comments(report, target, failOn)),
    ...(report.run.complete ? [] : [`Bail out! ${RUN_INCOMPLETE}`]),
    "",
  ].join("\n");
}

function pointOf(target: string, unit: JudgedUnit, failOn: FailOn): Point {
  const { rule, binding, severity, reason } = unit;
  const description = `${target}: ${rule.id}${binding === null ? "" : ` [${binding}]`}`;
  const why = reason ?? "";
  switch (severity) {
    case "pass":
    case "observed":
      return { ok: true, description };
    case "not-applicable":
      return { ok: true, description, directive: `SKIP ${why}` };
    case "violated":
      return { ok: false, description, diagnostic: tapDiagnostic(unit) };
    case "warning": {
      const directive = `TODO a violated ${rule.level} does not fail this run`;
      return { ok: false, description, directive, diagnostic: tapDiagnostic(unit) };
    }
    case "known": {
      const directive = `TODO known deviation: ${rule.known?.reason ?? ""}`;
      return { ok: false, description, directive, diagnostic: tapDiagnostic(unit) };
    }
    case "stale":
      return {
        ok: false,
        description: `${description}: stale deviation, the rule passes: remove its entry`,
      };
    case "inconclusive":
      return leavesOpen(rule, failOn)
        ? { ok: false, description, diagnostic: tapDiagnostic(unit) }
        : { ok: true, description, directive: `SKIP inconclusive: ${why}` };
    default:
      return severity satisfies never;
  }
}

function wholeTarget(report: Report, target: TargetReport): readonly Point[] {
  const why = whyIncomplete(report, target);
  return why === null ? [] : [{ ok: false, description: `${target.name}: is judged: ${why}` }];
}

/** What no test point says: how many of how many were judged. */
function comments(report: Report, target: TargetReport, failOn: FailOn): readonly string[] {
  const head = `${target.name} ${outcomeWords(target)}: ${outcomeLine(report, target, failOn)}`;
  const rest = [unjudgedSentence(target), editionWords(target)].filter(Boolean);
  return [head, ...rest].map((text) => `# ${visible(truncate(text, MAX_COMMENT))}`);
}

function lines({ ok, description, directive, diagnostic = [] }: Point, index: number) {
  const text = escapeTap(description);
  const end = directive === undefined ? "" : ` # ${escapeTap(directive)}`;
  return [
    `${ok ? "ok" : "not ok"} ${index + 1} - ${text}${end}`,
    ...diagnostic.map((line) => `  ${line}`),
  ];
}

/** On one line; a `#` would begin a directive. */
function escapeTap(text: string): string {
  return visible(truncate(text, MAX_TEXT)).replace(/[\\#]/g, "\\$&");
}

const MAX_VALUE = 1_000;

/** The YAML block below a test point that is not ok: every value a double-quoted scalar on its own line. */
function tapDiagnostic({ rule, verdict, reason, failures }: JudgedUnit): readonly string[] {
  const [failure] = failures;
  const facts: readonly (readonly [string, string])[] = [
    ["severity", verdict === "inconclusive" ? "inconclusive" : rule.level],
    ["statements", brokenStatements(rule, failures).join(" ")],
    ["title", rule.title],
    ...(reason === null ? [] : [["reason", reason] as const]),
    ...(failure
      ? ([
          ["expected", failure.expected.join("; ")],
          ["actual", failure.actual],
          ["case", formatCase(failure.counterexample).join(", ")],
          ["reproduced", failure.reproduced],
          ["failure", failure.id],
        ] as const)
      : []),
  ];
  return ["---", ...facts.map(([name, value]) => `${name}: ${scalar(value)}`), "..."];
}

/** JSON strings are YAML strings once nothing in them is invisible. */
function scalar(text: string): string {
  return JSON.stringify(visible(truncate(text, MAX_VALUE)));
}
