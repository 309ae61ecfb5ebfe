import { ownRules } from "../../model/binding-rules.ts";
import type { CasePlan } from "../../model/case-plan.ts";
import type { Coverage } from "../../model/coverage.ts";
import type { OpenOperations } from "../../model/open-operations.ts";
import type {
  Report,
  RuleReport,
  RunInfo,
  StatementReport,
  TargetReport,
} from "../../model/report.ts";
import type { Rule, Specs, Statement } from "../../model/rule.ts";
import type { Soak } from "../../model/soak.ts";
import type { LinkTiming, Timing } from "../../model/timing.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { withCauses } from "./causes.ts";
import { countJudged, type NotHere } from "./count-judged.ts";
import { countVerdicts } from "./count-verdicts.ts";
import { editionsOf } from "./editions-of.ts";
import { outcomeOf } from "./outcome-of.ts";
import { type RuleHead, ruleReport } from "./rule-report.ts";
import { statementVerdict } from "./statement-reports.ts";
import { withConsequences } from "./with-consequences.ts";

/** What a report says of one target besides the verdicts. */
export interface JudgedTarget {
  readonly name: string;
  readonly description?: string;
  /** The services that it offers. */
  readonly services: readonly string[];
  /** Ids: which of the selected rules were to be judged of it; all when undefined. */
  readonly only?: readonly string[];
  readonly requests: number;
  readonly leftovers: readonly string[];
  readonly operations?: OpenOperations;
  readonly coverage?: Coverage;
  /** In any order. */
  readonly timings?: readonly Timing[];
  readonly link?: LinkTiming;
  /** What was seen in the long run, where that was asked for. */
  readonly soak?: Soak;
  readonly bytesSent?: number;
  /** How often it asked to wait. */
  readonly throttled?: number;
  /** What was planned, where not all cases were taken. */
  readonly plan?: CasePlan;
  /** Why the target, or a service of it, could not be judged at all. */
  readonly reason?: string;
  readonly launchLog?: string;
}

export interface ReportParts {
  readonly version: string;
  /** Of the compiled code; absent when there is none. */
  readonly toolDigest?: string | undefined;
  readonly run: RunInfo;
  readonly specs: Specs;
  /** The rules that were selected, each with the bindings it was to be judged over. */
  readonly selected: readonly { readonly rule: Rule; readonly bindings: readonly string[] }[];
  /** Ids of selected rules of which other shards judge the rest, or all. */
  readonly elsewhere?: readonly string[];
  /** True: others made the calls, and a rule is selected where one of them is about it. */
  readonly ofTraffic?: boolean;
  /** The part of a target's MUST rules that has to be judged, in percent. */
  readonly least?: (target: string) => number | undefined;
  readonly targets: readonly JudgedTarget[];
  readonly verdicts: readonly UnitVerdict[];
}

/** The report of a run: every selected rule, judged or not, in the order of the ids. */
export function buildReport(parts: ReportParts): Report {
  const { version, toolDigest, run, specs, targets } = parts;
  return {
    format: "assay-report",
    formatVersion: 2,
    tool: { name: "assay", version, ...(toolDigest === undefined ? {} : { digest: toolDigest }) },
    run,
    specs: {
      digest: specs.digest,
      rules: specs.rules.length,
      statements: Object.keys(specs.statements).length,
      ...editionHeads(specs),
    },
    targets: targets.map((target) => targetReport(target, parts)),
  };
}

function targetReport(target: JudgedTarget, all: ReportParts): TargetReport {
  const only = target.only && new Set(target.only);
  const selected = all.selected.filter(({ rule }) => only?.has(rule.id) ?? true);
  const parts: ReportParts = { ...all, selected };
  const verdicts = parts.verdicts.filter((verdict) => verdict.target === target.name);
  const shares = parts.run.shard !== null;
  const units = parts.selected.map(({ rule, bindings }) => {
    const own = verdicts.filter((verdict) => verdict.rule === rule.id);
    return ruleReport(headOf(rule), bindings, own, { shares });
  });
  const judgedRules = withConsequences(units, target.coverage?.accepted);
  const rules = shares ? judgedRules : withCauses(judgedRules);
  const judged = countJudged(rules, notHere(target, parts));
  return {
    name: target.name,
    ...(target.description === undefined ? {} : { description: target.description }),
    outcome: outcomeOf({
      rules,
      judged,
      operations: target.operations,
      part: shares,
    }),
    ...reasonOf(target, parts),
    requests: target.requests,
    ...(target.bytesSent === undefined ? {} : { bytesSent: target.bytesSent }),
    cases: rules.reduce((sum, { cases }) => sum + cases, 0),
    counts: countVerdicts(ownRules(rules)),
    judged,
    ...editionsOf(rules),
    statements: statementsOf(target, parts, rules),
    rules,
    ...(target.operations === undefined ? {} : { operations: target.operations }),
    leftovers: target.leftovers,
    ...(target.launchLog === undefined ? {} : { launchLog: target.launchLog }),
    ...(target.throttled ? { throttled: target.throttled } : {}),
    ...(target.plan === undefined ? {} : { plan: target.plan }),
    ...(target.coverage === undefined ? {} : { coverage: target.coverage }),
    ...timingsOf(target),
    ...(target.link === undefined ? {} : { link: target.link }),
    ...(target.soak ? { soak: target.soak } : {}),
  };
}

/** The MUST rules of the services that a target offers and that its report does not have. */
function notHere(
  { name, services }: JudgedTarget,
  { specs, selected, elsewhere = [], ofTraffic = false, least }: ReportParts,
): NotHere {
  const here = new Set(selected.map(({ rule }) => rule.id));
  const missing = specs.rules.filter(
    ({ id, level, service }) => level === "MUST" && services.includes(service) && !here.has(id),
  );
  const there = missing.filter(({ id }) => elsewhere.includes(id)).length;
  const others = missing.length - there;
  const without = ofTraffic ? { unselected: 0, unseen: others } : { unselected: others };
  return { ...without, elsewhere: there, least: least?.(name) };
}

function reasonOf(
  { reason, services }: JudgedTarget,
  { run, selected }: ReportParts,
): { reason?: string } {
  if (reason !== undefined) return { reason };
  const asked = [...new Set(selected.map(({ rule }) => rule.service))];
  if (asked.length > 0 && !asked.some((service) => services.includes(service))) {
    return {
      reason: `it does not offer ${asked.join(" or ")}, which the selected rules are about`,
    };
  }
  const idle = run.shard !== null && selected.length === 0;
  return idle ? { reason: `no rule falls to shard ${run.shard}` } : {};
}

function timingsOf({ timings = [] }: JudgedTarget): { timings?: readonly Timing[] } {
  const key = ({ service, operation, binding }: Timing) => `${service} ${operation} ${binding}`;
  const inOrder = [...timings].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return inOrder.length > 0 ? { timings: inOrder } : {};
}

function headOf(rule: Rule): RuleHead {
  const { id, title, level, service, operation, statements, source, at } = rule;
  const { promised, editions, explains } = rule;
  const definedAt = { file: at.file, ...(at.line === undefined ? {} : { line: at.line }) };
  const promise =
    promised && editions ? { promise: { editions, level: promised, holds: null } } : {};
  return {
    id,
    title,
    level,
    service,
    operation,
    statements,
    source,
    definedAt,
    ...(explains === undefined ? {} : { explains }),
    ...promise,
  };
}

/** Those of the documents of the services that a target offers. */
function statementsOf(
  { services }: JudgedTarget,
  { specs, run, elsewhere = [], ofTraffic = false }: ReportParts,
  rules: readonly RuleReport[],
): Readonly<Record<string, StatementReport>> {
  const nobody =
    run.edition === undefined
      ? "no rule carries it yet"
      : `no rule of edition ${run.edition} carries it`;
  return Object.fromEntries(
    Object.values(specs.statements)
      .filter((one) => one.services?.some((service) => services.includes(service)) ?? true)
      .map((statement): [string, StatementReport] => {
        const { id, level, text } = statement;
        const carried = rules.filter(({ statements }) => statements.includes(id));
        const head = { rules: carried.map((rule) => rule.id), level, text, ...sourceOf(statement) };
        if (carried.length > 0) {
          return [id, { ...statementVerdict(id, carried), ...head }];
        }
        const carriers = specs.rules.filter(({ statements }) => statements.includes(id));
        const notHere = carriers.some((rule) => elsewhere.includes(rule.id))
          ? "its rules are in another shard"
          : ofTraffic
            ? "no exchange is about its rules"
            : "its rules were not selected";
        const reason = carriers.length > 0 ? notHere : (specs.untested[id] ?? nobody);
        return [id, { verdict: "untested", ...head, reason }];
      }),
  );
}

function sourceOf({ document, where }: Statement): Pick<StatementReport, "source"> {
  if (!document) return {};
  const { title, url } = document;
  return { source: { document: title, ...(where && { where }), ...(url && { url }) } };
}

function editionHeads({ editions }: Specs): Pick<Report["specs"], "editions"> {
  const heads = Object.values(editions).map(({ name, title, date, url }) => [
    name,
    { title, ...(date && { date }), ...(url && { url }) },
  ]);
  return heads.length === 0 ? {} : { editions: Object.fromEntries(heads) };
}
