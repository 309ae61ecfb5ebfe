import { LEVELS } from "../model/level.ts";
import type {
  Coverage,
  Outcome,
  Report,
  RuleReport,
  RunInfo,
  StatementReport,
  TargetReport,
  VerdictCounts,
} from "../model/report.ts";
import type { Rule, Specs } from "../model/rule.ts";
import type { UnitVerdict } from "../model/unit.ts";
import { type VerdictKind, worst } from "../model/verdict.ts";

/** What a report says of one target besides the verdicts. */
export interface JudgedTarget {
  readonly name: string;
  readonly description?: string;
  readonly requests: number;
  readonly leftovers: readonly string[];
  readonly coverage?: Coverage;
  readonly bytesSent?: number;
  /** Why the target, or a service of it, could not be judged at all. */
  readonly reason?: string;
}

export interface ReportParts {
  readonly version: string;
  readonly run: RunInfo;
  readonly specs: Specs;
  /** The rules that were selected, each with the bindings it was to be judged over. */
  readonly selected: readonly { readonly rule: Rule; readonly bindings: readonly string[] }[];
  readonly targets: readonly JudgedTarget[];
  readonly verdicts: readonly UnitVerdict[];
}

/** Why a unit of the plan has no verdict. */
const NOT_REACHED = "the run ended before it was judged";

/** The report of a run: every selected rule, judged or not, in the order of the ids. */
export function buildReport(parts: ReportParts): Report {
  const { version, run, specs, targets } = parts;
  return {
    format: "assay-report",
    formatVersion: 1,
    tool: { name: "assay", version },
    run,
    specs: {
      digest: specs.digest,
      rules: specs.rules.length,
      statements: Object.keys(specs.statements).length,
    },
    targets: targets.map((target) => targetReport(target, parts)),
  };
}

function targetReport(target: JudgedTarget, parts: ReportParts): TargetReport {
  const verdicts = parts.verdicts.filter((verdict) => verdict.target === target.name);
  const rules = parts.selected.map(({ rule, bindings }) => {
    const own = verdicts.filter((verdict) => verdict.rule === rule.id);
    return ruleReport(rule, bindings, own);
  });
  return {
    name: target.name,
    ...(target.description === undefined ? {} : { description: target.description }),
    outcome: outcomeOf(rules),
    ...(target.reason === undefined ? {} : { reason: target.reason }),
    requests: target.requests,
    cases: rules.reduce((sum, { cases }) => sum + cases, 0),
    counts: countsOf(rules),
    statements: statementsOf(parts.specs, rules),
    rules,
    leftovers: target.leftovers,
    ...(target.coverage === undefined ? {} : { coverage: target.coverage }),
  };
}

function ruleReport(
  rule: Rule,
  bindings: readonly string[],
  units: readonly UnitVerdict[],
): RuleReport {
  const byBinding = new Map(units.map((unit) => [unit.binding, unit]));
  const kinds = bindings.map((binding): [string, VerdictKind] => [
    binding,
    byBinding.get(binding)?.verdict ?? "inconclusive",
  ]);
  const verdict = worst(kinds.map(([, kind]) => kind));
  const reasons = bindings.flatMap((binding): [string, string][] => {
    const unit = byBinding.get(binding);
    const reason = unit ? unit.reason : NOT_REACHED;
    return reason === null ? [] : [[binding, reason]];
  });
  const speaking = kinds.find(([, kind]) => kind === verdict)?.[0];
  const alternatives = alternativesOf(units);
  return {
    id: rule.id,
    title: rule.title,
    level: rule.level,
    service: rule.service,
    operation: rule.operation,
    statements: rule.statements,
    source: rule.source,
    verdict,
    reason: reasons.find(([binding]) => binding === speaking)?.[1] ?? null,
    known: null,
    observed: verdict === "observed" ? observedOf(units) : null,
    ...(Object.keys(alternatives).length > 0 ? { alternatives } : {}),
    cases: units.reduce((sum, { cases }) => sum + cases, 0),
    durationMs: Math.round(units.reduce((sum, { durationMs }) => sum + durationMs, 0)),
    bindings: Object.fromEntries(kinds),
    ...(reasons.length > 0 ? { reasons: Object.fromEntries(reasons) } : {}),
    failures: units.flatMap(({ failures }) => failures),
  };
}

/** What was seen, by what was tried; where bindings differ, each with its own. */
function observedOf(units: readonly UnitVerdict[]): Readonly<Record<string, string>> {
  const labels = [...new Set(units.flatMap(({ observed }) => Object.keys(observed ?? {})))];
  return Object.fromEntries(
    labels.map((label) => {
      const seen = units.flatMap(({ binding, observed }) => {
        const words = observed?.[label];
        return words === undefined ? [] : [{ binding, words }];
      });
      const distinct = [...new Set(seen.map(({ words }) => words))];
      if (distinct.length === 1) return [label, distinct[0] ?? ""];
      const each = distinct.map((words) => {
        const over = seen.filter((one) => one.words === words).map(({ binding }) => binding);
        return `${words} (${over.join(", ")})`;
      });
      return [label, each.join("; ")];
    }),
  );
}

function alternativesOf(units: readonly UnitVerdict[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { alternatives } of units) {
    for (const [because, times] of Object.entries(alternatives)) {
      sum[because] = (sum[because] ?? 0) + times;
    }
  }
  return sum;
}

/** A target violates when a MUST rule fails that no deviation excuses. */
function outcomeOf(rules: readonly RuleReport[]): Outcome {
  const must = rules.filter(({ level }) => level === "MUST");
  if (must.some(({ verdict, known }) => verdict === "fail" && known === null)) return "violates";
  const judged = rules.some(({ verdict }) => ["pass", "fail", "observed"].includes(verdict));
  const open = must.some(({ verdict }) => verdict === "inconclusive");
  return judged && !open ? "conforms" : "incomplete";
}

function countsOf(rules: readonly RuleReport[]): TargetReport["counts"] {
  const counts = Object.fromEntries(LEVELS.map((level) => [level, {} as VerdictCounts]));
  for (const { level, verdict } of rules) {
    const ofLevel = counts[level] as Record<string, number>;
    ofLevel[verdict] = (ofLevel[verdict] ?? 0) + 1;
  }
  return counts as TargetReport["counts"];
}

function statementsOf(
  specs: Specs,
  rules: readonly RuleReport[],
): Readonly<Record<string, StatementReport>> {
  return Object.fromEntries(
    Object.values(specs.statements).map(({ id, level, text }): [string, StatementReport] => {
      const carried = rules.filter(({ statements }) => statements.includes(id));
      const head = { rules: carried.map((rule) => rule.id), level, text };
      if (carried.length > 0) {
        return [id, { verdict: worst(carried.map(({ verdict }) => verdict)), ...head }];
      }
      const selectedElsewhere = specs.rules.some(({ statements }) => statements.includes(id));
      const reason = selectedElsewhere
        ? "its rules were not selected"
        : (specs.untested[id] ?? "no rule carries it yet");
      return [id, { verdict: "untested", ...head, reason }];
    }),
  );
}
