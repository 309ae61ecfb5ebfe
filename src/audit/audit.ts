import { resolve } from "node:path";
import { loadSpecs } from "../built-in/load-specs.ts";
import { loadDeviations } from "../config/deviations/load-deviations.ts";
import { parseDeviations } from "../config/deviations/parse-deviations.ts";
import { makeFolder } from "../config/files/make-folder.ts";
import { readSpecs } from "../config/files/read-specs.ts";
import { toolDigest } from "../config/files/tool-digest.ts";
import { toolVersion } from "../config/files/tool-version.ts";
import { writeFormats } from "../config/files/write-reports.ts";
import { declaredSpecs } from "../config/targets/declared-specs.ts";
import { readPercent } from "../config/targets/percent.ts";
import { excuses } from "../judge/known/excuses.ts";
import { withDeviations } from "../judge/known/with-deviations.ts";
import { buildReport } from "../judge/report/build-report.ts";
import { EXIT, exitCodeOf } from "../judge/report/exit-code.ts";
import { sealReport } from "../judge/report/seal-report.ts";
import { dayOf } from "../model/day-of.ts";
import type { ScopedDeviation } from "../model/deviation.ts";
import { UsageError } from "../model/errors.ts";
import type { Outcome, Report } from "../model/report.ts";
import type { Rule, Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import { compileSpecs } from "../rules/compile/compile-specs.ts";
import { inEdition } from "../rules/select/in-edition.ts";
import { bindingSets } from "../rules/select/plan-units.ts";
import { selectRules } from "../rules/select/select-rules.ts";
import { BUILT_IN_GRAMMAR, grammarWith } from "../rules/source/grammar.ts";
import { judgeInProcess, type OwnVocabulary } from "../run/campaign/judge-in-process.ts";
import { redactReport } from "../run/campaign/redact-report.ts";
import { runCampaign } from "../run/campaign/run-campaign.ts";
import { newTag } from "../run/target/open-target.ts";
import { givenDocument } from "../schema/given-document.ts";
import { lazily } from "../schema/lazily.ts";
import type { AuditOptions } from "./audit-options.ts";
import { checkOptions } from "./check-options.ts";
import { givenTargets } from "./given-targets.ts";
import { ownVocabulary } from "./own-vocabulary.ts";

const DEFAULT_RUNS = 100;
const SEED_LIMIT = 2 ** 31 - 1;
export interface Audit {
  /** What `report.json` holds. */
  readonly report: Report;
  /** The worst of the targets' outcomes. */
  readonly outcome: Outcome;
  /** What `assay run` would end with. */
  readonly exitCode: number;
}

/**
 * Judges servers from within a program, as `assay run` does: the same seed gives the same verdicts. Needs
 * no test runner, and runs inside any. Ends no process, listens to no signals, prints nothing, and writes
 * only where `out` says so; what it started is stopped when it resolves or rejects.
 *
 * What a server or the network does never rejects: it is in the report.
 *
 * @throws UsageError for options and files that cannot be used, with every problem
 */
export async function audit(options: AuditOptions = {}): Promise<Audit> {
  const { cwd = process.cwd(), runs = DEFAULT_RUNS, failOn = "must", out, select = {} } = options;
  checkOptions(options);
  const { binding, ...filter } = select;
  const folders = [...(options.specs ?? []), ...declaredSpecsOf(options, cwd)];
  const own = await ownVocabulary(options, folders, cwd);
  const specs = inEdition(givenSpecs({ ...options, specs: folders }, own, cwd), options.edition);
  const rules = selectRules(specs, filter);
  const targets = givenTargets(options, specs, cwd);
  const deviationsOf = givenDeviations(options, { targets, rules: specs.rules, cwd });
  const seed = options.seed ?? Math.floor(Math.random() * SEED_LIMIT);
  const tag = newTag();
  const folder = out === undefined ? undefined : outFolder(resolve(cwd, out));

  const startedAt = new Date().toISOString();
  const started = performance.now();
  const today = dayOf(startedAt);
  const signal = options.signal ?? new AbortController().signal;
  const result = await runCampaign({
    specs,
    rules,
    adapters: own.adapters,
    targets,
    runs,
    seed,
    tag,
    signal,
    engine: judgeInProcess(own),
    // As in `assay run`: whoever says how many cases means each binding.
    ...(options.runs === undefined
      ? { effort: { vocabulary: own, spread: true, measured: false as const } }
      : {}),
    ...(binding ? { bindings: binding } : {}),
    ...(options.maxFailures === undefined ? {} : { maxFailures: options.maxFailures }),
    excuses: (verdict) => excuses(deviationsOf(verdict.target) ?? [], verdict, today),
    onPlan: () => undefined,
    onVerdict: (verdict) => options.onVerdict?.(verdict),
  });
  const built = buildReport({
    version: toolVersion(),
    toolDigest: toolDigest(),
    run: {
      id: tag,
      startedAt,
      durationMs: Math.round(performance.now() - started),
      seed,
      complete: result.complete,
      shard: null,
      ...(options.edition === undefined ? {} : { edition: options.edition }),
      command: "audit()",
    },
    specs,
    selected: rules.map((rule) => ({
      rule,
      bindings: bindingSets(rule, binding).map((bindings) => bindings.join("+")),
    })),
    least: leastOf(targets, options),
    targets: result.targets,
    verdicts: result.verdicts,
  });
  const report = sealReport(withDeviations(redactReport(built, result.secrets), deviationsOf));
  if (folder !== undefined) {
    await writeFormats(report, folder, ["json", ...(options.format ?? [])], { failOn });
  }
  const exitCode = signal.aborted ? EXIT.interrupted : exitCodeOf(report, failOn);
  return { report, outcome: worstOutcome(report), exitCode };
}

/**
 * The known failures of each target: those that were given for all of them, or those of its file.
 *
 * @throws UsageError as loadDeviations
 */
function givenDeviations(
  { deviations }: AuditOptions,
  {
    targets,
    rules,
    cwd,
  }: { readonly targets: readonly Target[]; readonly rules: readonly Rule[]; readonly cwd: string },
): (target: string) => readonly ScopedDeviation[] | undefined {
  if (typeof deviations === "object") {
    const entries = parseDeviations(givenDocument({ deviations }), rules);
    return () => entries;
  }
  const file = deviations === undefined ? {} : { file: deviations };
  const files = loadDeviations(targets, rules, { cwd, ...file });
  return (target) => files.get(target)?.entries;
}

/** A test suite audits often: what comes with the tool is read once. */
const builtIn = lazily(() => loadSpecs([], process.cwd()));

/**
 * The built-in rules, and those of the folders that were given.
 *
 * @throws UsageError (`specs-missing`, `spec-invalid`)
 */
function givenSpecs(
  { specs = [], services = [] }: AuditOptions,
  { generators, properties, checks }: OwnVocabulary,
  cwd: string,
): Specs {
  if (specs.length === 0 && services.length === 0) return builtIn();
  const given = services.flatMap(({ files }, index) =>
    files.map((file, number) => ({
      path: `services[${index}].files[${number}]`,
      text: JSON.stringify(file, null, 2),
    })),
  );
  const files = [...readSpecs(specs, cwd), ...given];
  const names = [...checks.keys()];
  const grammar = names.length === 0 ? BUILT_IN_GRAMMAR : grammarWith(names);
  return compileSpecs(files, generators, properties, grammar);
}

/** Those that a targets file names; targets that were given name none. */
function declaredSpecsOf({ targets }: AuditOptions, cwd: string): readonly string[] {
  return typeof targets === "object" ? [] : declaredSpecs(targets, cwd);
}

/** Before anything is sent: nobody wants to learn of it afterwards. */
function outFolder(path: string): string {
  try {
    makeFolder(path);
    return path;
  } catch (cause) {
    const message = `the reports cannot be written to "${path}": ${(cause as Error).message}`;
    throw new UsageError("out-unwritable", [{ message }], { cause });
  }
}

/** What was checked to be a percentage goes before what a target says. */
function leastOf(
  targets: readonly Target[],
  { minJudged }: AuditOptions,
): (name: string) => number | undefined {
  const read = minJudged === undefined ? undefined : readPercent(minJudged);
  if (read?.kind === "percent") return () => read.percent;
  return (name) => targets.find((target) => target.name === name)?.minJudged;
}

function worstOutcome({ targets }: Report): Outcome {
  const outcomes = targets.map(({ outcome }) => outcome);
  if (outcomes.includes("violates")) return "violates";
  if (outcomes.includes("incomplete") || outcomes.length === 0) return "incomplete";
  return outcomes.includes("holds") ? "holds" : "conforms";
}
