import { type Problem, UsageError } from "../../model/errors.ts";
import type { Report } from "../../model/report.ts";

/** A report and the file it came from, as the user wrote it. */
export interface NamedReport {
  readonly path: string;
  readonly report: Report;
}

/** Reports of shards of one run, in the order of the shards. */
export interface ShardSet {
  readonly shards: readonly { readonly index: number; readonly report: Report }[];
  /** How many shards the run has. */
  readonly of: number;
  /** Indexes of shards that are not there. */
  readonly missing: readonly number[];
}

const SHARD = /^(?<index>\d+)\/(?<of>\d+)$/;

/**
 * Makes sure that reports are shards of one and the same run.
 *
 * @throws UsageError `shards-contradict` where they are not: another seed, other rules, another tool,
 *   other targets or filters, the same shard twice, or a report that is no shard's
 */
export function shardSet(reports: readonly NamedReport[]): ShardSet {
  refuse(reports.flatMap(notAShard));
  const [first] = reports;
  if (!first)
    throw new UsageError("shards-contradict", [{ message: "there is no report to merge" }]);
  refuse([
    ...reports.slice(1).flatMap((other) => contradictions(first, other)),
    ...givenTwice(reports),
  ]);
  const { of } = placeOf(first);
  const shards = reports
    .map((named) => ({ index: placeOf(named).index, report: named.report }))
    .sort((a, b) => a.index - b.index);
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter(
    (index) => !shards.some((shard) => shard.index === index),
  );
  return { shards, of, missing };
}

function notAShard({ path, report }: NamedReport): readonly Problem[] {
  const { shard, plan } = report.run;
  // Of a single shard a merged report names one, too; but only a shard's own report has the plan.
  if (shard !== null && SHARD.test(shard) && plan !== undefined) return [];
  const message =
    shard === null
      ? "this is the report of a whole run, not of a shard"
      : `this report is merged already, of the shards ${shard}`;
  const hint =
    shard === null
      ? "merge what `assay run --shard I/N` wrote"
      : "merge the reports of the shards themselves, with the missing ones";
  return [{ message, at: { file: path }, hint }];
}

function placeOf({ report }: NamedReport): { readonly index: number; readonly of: number } {
  const { index, of } = SHARD.exec(report.run.shard ?? "")?.groups ?? {};
  return { index: Number(index), of: Number(of) };
}

/** What shards of one run have in common, in words. */
const COMMON: readonly (readonly [string, (named: NamedReport) => string | number])[] = [
  ["number of shards", (named) => placeOf(named).of],
  ["seed", ({ report }) => report.run.seed],
  ["rules (specs.digest)", ({ report }) => report.specs.digest],
  ["version of assay", ({ report }) => report.tool.version],
  ["build of assay (tool.digest)", ({ report }) => report.tool.digest ?? "unknown"],
  ["targets", ({ report }) => report.targets.map(({ name }) => name).join(", ")],
  [
    "plan (run.plan: filters, cases, costs of rules, what targets declare)",
    ({ report }) => report.run.plan ?? "",
  ],
];

function contradictions(first: NamedReport, other: NamedReport): readonly Problem[] {
  return COMMON.flatMap(([what, of]) => {
    const [here, there] = [of(other), of(first)];
    if (here === there) return [];
    const message = `not the same run as ${first.path}: another ${what}, ${here} instead of ${there}`;
    return [{ message, at: { file: other.path }, hint: "merge the shards of one run" }];
  });
}

function givenTwice(reports: readonly NamedReport[]): readonly Problem[] {
  return reports.flatMap((named, at) => {
    const { index, of } = placeOf(named);
    const before = reports.slice(0, at).find((other) => placeOf(other).index === index);
    if (!before) return [];
    const message = `shard ${index}/${of} is there twice, in ${before.path}, too`;
    return [{ message, at: { file: named.path }, hint: "give each shard once" }];
  });
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new UsageError("shards-contradict", problems);
}
