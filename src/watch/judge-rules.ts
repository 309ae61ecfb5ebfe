import { toolVersion } from "../config/files/tool-version.ts";
import { secretsOf } from "../config/targets/secrets-of.ts";
import { buildReport, type JudgedTarget } from "../judge/report/build-report.ts";
import { mergeCoverage } from "../judge/report/merge-coverage.ts";
import type { Binding } from "../model/binding.ts";
import type { OpenOperation, OpenOperations } from "../model/open-operations.ts";
import type { Report } from "../model/report.ts";
import type { Rule, Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import type { UnitVerdict } from "../model/unit.ts";
import { bindingSets } from "../rules/select/plan-units.ts";
import { judgeInProcess } from "../run/campaign/judge-in-process.ts";
import { redactReport, redactVerdict } from "../run/campaign/redact-report.ts";
import { runCampaign } from "../run/campaign/run-campaign.ts";
import type { Vocabulary } from "../run/case/vocabulary.ts";
import { newTag } from "../run/target/open-target.ts";
import { servicesOf } from "../run/target/services-of.ts";
import type { Servers } from "./servers.ts";

/** How every round judges. */
export interface Manner {
  /** Generated cases for each property. */
  readonly runs: number;
  readonly seed: number;
  readonly bindings?: readonly Binding[] | undefined;
}

/** Rules that are judged together, with what they are read with. */
export interface JudgedRules {
  readonly specs: Specs;
  readonly rules: readonly Rule[];
  readonly vocabulary: Vocabulary;
  /** The targets as their file has them: what they declare is kept out of reports. */
  readonly declared: readonly Target[];
}

/** Told while rules are judged. */
export interface JudgeEvents {
  /** How many verdicts there will be. */
  onPlan(units: number): void;
  /** Without the secrets that are known until then. */
  onVerdict(verdict: UnitVerdict): void;
}

/**
 * The open ones among some rules, and the others: each part is judged by itself, so that the second begins only
 * when all of the first is known. What is held against all answers of a run waits for the last part.
 */
export function partsOf(
  rules: readonly Rule[],
  open: readonly Rule[],
): readonly (readonly Rule[])[] {
  const early = rules.filter((rule) => open.includes(rule) && !rule.invariant);
  const late = rules.filter((rule) => !early.includes(rule));
  return [early, late].filter((part) => part.length > 0);
}

/**
 * Judges one part after the other on servers that run, in this process.
 *
 * @returns the report of all of it, without secrets; of what was judged until then, once `signal` is aborted
 */
export async function judgeRules(
  parts: readonly (readonly Rule[])[],
  { specs, rules, vocabulary, declared }: JudgedRules,
  servers: Servers,
  {
    manner,
    signal,
    events,
  }: { readonly manner: Manner; readonly signal: AbortSignal; readonly events: JudgeEvents },
): Promise<{ readonly report: Report; readonly verdicts: readonly UnitVerdict[] }> {
  const { runs, seed, bindings } = manner;
  const startedAt = new Date().toISOString();
  const started = performance.now();
  const { targets, journal } = servers;
  const tag = newTag();
  const judged: Awaited<ReturnType<typeof runCampaign>>[] = [];
  // What a server prints of its own surroundings is not known to a campaign that did not start it.
  const own = declared.flatMap((target) => secretsOf(target, specs.services));
  events.onPlan(unitsOf(rules, bindings) * targets.length);
  for (const part of parts) {
    if (signal.aborted) break;
    judged.push(
      await runCampaign({
        ...{ specs, rules: part, targets, runs, seed, tag, journal, signal },
        adapters: vocabulary.adapters,
        ...(bindings ? { bindings } : {}),
        engine: judgeInProcess({ ...vocabulary, checks: new Map() }),
        onPlan: () => undefined,
        onVerdict: (verdict) => events.onVerdict(redactVerdict(verdict, own)),
      }),
    );
  }
  const complete = judged.length === parts.length && judged.every((one) => one.complete);
  const verdicts = judged.flatMap((one) => one.verdicts);
  const report = buildReport({
    version: toolVersion(),
    run: {
      ...{ id: tag, startedAt, seed, complete, shard: null, command: "assay watch" },
      durationMs: Math.round(performance.now() - started),
    },
    specs,
    selected: rules.map((rule) => ({
      rule,
      bindings: bindingSets(rule, bindings).map((one) => one.join("+")),
    })),
    targets: targets.map((target) =>
      together(
        target,
        judged.flatMap((one) => one.targets.filter(({ name }) => name === target.name)),
      ),
    ),
    verdicts,
  });
  const secrets = [...own, ...judged.flatMap((one) => one.secrets)];
  return { report: redactReport(report, secrets), verdicts };
}

function unitsOf(rules: readonly Rule[], bindings: readonly Binding[] | undefined): number {
  return rules.reduce((sum, rule) => sum + bindingSets(rule, bindings).length, 0);
}

/** What the parts of a round say of one target. */
function together(target: Target, parts: readonly JudgedTarget[]): JudgedTarget {
  const sum = (of: (part: JudgedTarget) => number): number =>
    parts.reduce((all, part) => all + of(part), 0);
  const coverage = mergeCoverage(parts.flatMap((part) => part.coverage ?? []));
  const operations = parts.flatMap((part) => part.operations ?? []);
  const reason = parts.find((part) => part.reason !== undefined)?.reason;
  return {
    name: target.name,
    ...(target.description === undefined ? {} : { description: target.description }),
    services: servicesOf(target),
    requests: sum(({ requests }) => requests),
    throttled: sum(({ throttled = 0 }) => throttled),
    leftovers: parts.flatMap(({ leftovers }) => leftovers),
    ...(operations.length > 0 ? { operations: allOf(operations) } : {}),
    ...(coverage === undefined ? {} : { coverage }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Each part asks for the operations of its services: what both found is named once. */
function allOf(parts: readonly OpenOperations[]): OpenOperations {
  const once = (all: readonly OpenOperation[]): readonly OpenOperation[] => [
    ...new Map(all.map((one) => [`${one.service}/${one.name}`, one])).values(),
  ];
  return {
    notOffered: once(parts.flatMap(({ notOffered }) => notOffered)),
    contradicted: once(parts.flatMap(({ contradicted }) => contradicted)),
  };
}
