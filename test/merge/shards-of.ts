import { planPart } from "../../src/cli/plan-part.ts";
import type { NamedReport } from "../../src/judge/merge/shard-set.ts";
import { buildReport, type JudgedTarget } from "../../src/judge/report/build-report.ts";
import type { Report, RunInfo } from "../../src/model/report.ts";
import type { Specs } from "../../src/model/rule.ts";
import type { UnitVerdict } from "../../src/model/unit.ts";

export interface JudgedRun {
  readonly specs: Specs;
  readonly targets: readonly JudgedTarget[];
  readonly verdicts: readonly UnitVerdict[];
  readonly run?: Partial<RunInfo>;
}

const RUN: RunInfo = {
  id: "run",
  startedAt: "2026-03-01T09:30:00.000Z",
  durationMs: 1000,
  seed: 42,
  complete: true,
  shard: null,
  command: "assay run",
};

/** What a run without shards reports of these verdicts. */
export function wholeReport({ specs, targets, verdicts, run }: JudgedRun): Report {
  const part = planPart(specs.rules, {}, "100 cases");
  const { selected } = part;
  return buildReport({
    version: "1.0.0",
    run: { ...RUN, ...run },
    specs,
    selected,
    targets,
    verdicts,
  });
}

/** What each of the shards of the same run reports; requests and the like are those of the first. */
export function shardReports(judged: JudgedRun, of: number): readonly NamedReport[] {
  const { specs, run } = judged;
  return Array.from({ length: of }, (_, at) => {
    const shard = { index: at + 1, of };
    const part = planPart(specs.rules, { shard, seed: RUN.seed }, "100 cases");
    const isMine = ({ rule, binding }: UnitVerdict): boolean =>
      part.selected.some((one) => one.rule.id === rule && one.bindings.includes(binding));
    const report = buildReport({
      version: "1.0.0",
      run: { ...RUN, ...run, ...part.info, id: `run-${shard.index}` },
      specs,
      selected: part.selected,
      elsewhere: part.elsewhere,
      targets: judged.targets.map((target) =>
        at === 0
          ? target
          : { name: target.name, services: target.services, requests: 0, leftovers: [] },
      ),
      verdicts: judged.verdicts.filter(isMine),
    });
    return { path: `shard-${shard.index}/report.json`, report };
  });
}
