import type { Failure } from "../../src/model/failure.ts";
import { isWhollyJudged } from "../../src/model/how-judged.ts";
import type { Report, RuleReport, TargetReport } from "../../src/model/report.ts";
import { brokenStatements } from "../broken-statements.ts";
import { type ReplayPlace, replayLine } from "../command-lines.ts";
import { groupByReason } from "../group-by-reason.ts";
import { groupFailures } from "../group-failures.ts";
import { judgedShortly } from "../judged-words.ts";
import type { RenderOptions } from "../render-options.ts";
import { type Severity, severityOf } from "../severity.ts";
import { count } from "../text/count.ts";
import { formatCase } from "../text/format-case.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";
import { type AnnotationKind, workflowCommand } from "../text/workflow-command.ts";
import { leftOutSentence } from "../unjudged.ts";

export interface AnnotationOptions extends RenderOptions {
  /** Whether a rule did not fail before: with `new`, others do not make the command fail. */
  readonly isFresh?: (target: string, rule: string) => boolean;
  /** Rules that an earlier report judged and this one does not, where that makes the command fail. */
  readonly unjudged?: readonly { readonly target: string; readonly reason: string }[];
}

interface Annotation {
  readonly kind: AnnotationKind;
  readonly title: string;
  readonly message: string;
}

/** GitHub shows this many of each kind for a step, and drops the rest. */
const MOST_OF_A_KIND = 10;
const MAX_TEXT = 300;
const MAX_REASONS = 1_500;

const KINDS: Readonly<Partial<Record<Severity, AnnotationKind>>> = {
  violated: "error",
  stale: "error",
  warning: "warning",
  known: "notice",
};

/**
 * The report as annotations of GitHub Actions, a workflow command on each line: an error for what makes
 * the command fail, a warning for what is violated but does not, a notice for known deviations. Where
 * there are more than GitHub shows, the last one says how many are left out.
 */
export function githubAnnotations(report: Report, options: AnnotationOptions = {}): string {
  const { targetsFile: file } = options;
  const all = [
    ...(report.run.complete ? [] : [interrupted()]),
    ...report.targets.flatMap((target) =>
      annotationsOf(target, { ...options, severalTargets: report.targets.length > 1 }),
    ),
    ...unjudgedNow(options),
  ];
  const kinds: readonly AnnotationKind[] = ["error", "warning", "notice"];
  return kinds
    .flatMap((kind) => shown(all.filter((annotation) => annotation.kind === kind)))
    .map(({ kind, title, message }) =>
      workflowCommand(kind, { ...(file ? { file } : {}), title: line(title) }, message),
    )
    .map((command) => `${command}\n`)
    .join("");
}

function annotationsOf(
  target: TargetReport,
  options: AnnotationOptions & { readonly severalTargets: boolean },
): readonly Annotation[] {
  const { name, reason = "no rule applied" } = target;
  if (target.rules.length === 0) {
    return [{ kind: "error", title: `${name}: nothing was judged`, message: line(reason) }];
  }
  const open = target.rules.filter(
    ({ level, verdict }) => level === "MUST" && verdict === "inconclusive",
  );
  const { reportPath } = options;
  const place = {
    ...(reportPath === undefined ? {} : { reportPath }),
    target: options.severalTargets ? name : null,
  };
  return [
    ...target.rules.flatMap((rule) => failed(name, rule, kindOf(name, rule, options), place)),
    ...hollow(target),
    // One reason, such as a target that does not answer, is one annotation.
    ...groupByReason(open).map(
      ({ reason, rules }): Annotation => ({
        kind: "error",
        title: `${name}: ${count(rules.length, "MUST rule")} not judged`,
        message: [reason, rules.map(({ id }) => id).join(", ")].map(line).join("\n"),
      }),
    ),
  ];
}

/** One error for each target, with the reasons. */
function unjudgedNow({ unjudged = [] }: AnnotationOptions): readonly Annotation[] {
  const names = [...new Set(unjudged.map(({ target }) => target))];
  return names.map((name): Annotation => {
    const own = unjudged.filter(({ target }) => target === name);
    const reasons = [...new Set(own.map(({ reason }) => reason))].slice(0, MOST_OF_A_KIND);
    const title = `${name}: ${count(own.length, "rule")} judged before, and not any more`;
    const hint = "--allow-unjudged accepts that.";
    return { kind: "error", title, message: [...reasons.map(line), hint].join("\n") };
  });
}

/** A green step says nothing of what was not judged. */
function hollow(target: TargetReport): readonly Annotation[] {
  if (isWhollyJudged(target.judged)) return [];
  const title = `${target.name}: ${judgedShortly(target.judged)}`;
  const message = visible(truncate(leftOutSentence(target), MAX_REASONS));
  return message === "" ? [] : [{ kind: "notice", title, message }];
}

/** With `never` nothing that is violated makes the command fail, with `new` only what is new. */
function kindOf(
  target: string,
  rule: RuleReport,
  { failOn = "must", isFresh }: AnnotationOptions,
): AnnotationKind | undefined {
  const severity = severityOf(rule, failOn);
  const excused =
    failOn === "never" ||
    (failOn === "new" && severity === "violated" && isFresh?.(target, rule.id) === false);
  const kind = KINDS[severity];
  return kind === "error" && excused ? "warning" : kind;
}

function failed(
  target: string,
  rule: RuleReport,
  kind: AnnotationKind | undefined,
  place: ReplayPlace,
): readonly Annotation[] {
  if (!kind) return [];
  const { known, failures, level } = rule;
  const stale = rule.verdict === "pass";
  const lines = [
    `${rule.id}: ${rule.title}`,
    ...(known ? [`known deviation: ${known.reason}`] : []),
    ...(stale ? ["It passes: remove its entry from the deviations file."] : []),
    ...groupFailures(failures).flatMap(({ failure, bindings }) =>
      evidence(failure, bindings, place),
    ),
  ];
  const what = stale ? "has a stale deviation" : "is violated";
  const title = `${target}: ${level} ${brokenStatements(rule).join(" ")} ${what}`;
  return [{ kind, title, message: lines.map(line).join("\n") }];
}

function evidence(
  failure: Failure,
  bindings: readonly string[],
  place: ReplayPlace,
): readonly string[] {
  return [
    `on ${bindings.join(", ")}: expected ${failure.expected.join(" and ")}, got ${failure.actual}`,
    `case ${formatCase(failure.counterexample).join(", ")}; ${replayLine(failure, place)}`,
  ];
}

function interrupted(): Annotation {
  const message = "What is missing in the report was not judged.";
  return { kind: "error", title: "The run did not complete", message };
}

function shown(annotations: readonly Annotation[]): readonly Annotation[] {
  const [first] = annotations;
  if (!first || annotations.length <= MOST_OF_A_KIND) return annotations;
  const kept = annotations.slice(0, MOST_OF_A_KIND - 1);
  const left = annotations.length - kept.length;
  const message = `GitHub shows ${MOST_OF_A_KIND} annotations of a kind; all are in the report.`;
  return [...kept, { kind: first.kind, title: `and ${left} more`, message }];
}

/** What a server or a configuration says, on one line. */
function line(text: string): string {
  return visible(truncate(text, MAX_TEXT));
}
