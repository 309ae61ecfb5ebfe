import type { Secret } from "../../config/targets/secrets-of.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { unitName } from "../../rules/select/plan-units.ts";
import type { Campaign, TargetStats, Unit } from "../campaign/campaign.ts";
import type { Engine, EngineEvents, EngineResult } from "../campaign/engine.ts";
import { longAfter } from "../campaign/long-after.ts";
import { redactVerdict } from "../campaign/redact-report.ts";
import type { Adapters } from "../target/open-target.ts";
import { newTag } from "../target/open-target.ts";
import { mergeStats } from "./merge-stats.ts";
import type { FromWorker } from "./messages.ts";
import { oneSessionTargets } from "./one-session.ts";
import { shareCampaign } from "./share-campaign.ts";
import { createTurns } from "./turns.ts";
import { watchedVerdict } from "./watched-verdict.ts";
import { startWorker, type WorkerEnd, type WorkerProcess } from "./worker-process.ts";

export interface WorkersOptions {
  /** How many, from 2. */
  readonly workers: number;
  /** The module of the command line: it is what a worker runs. */
  readonly program: string;
  readonly adapters: Adapters;
  /** Judges what one worker would judge alone. */
  readonly single: Engine;
  /** Told why a target is judged by fewer workers. */
  readonly onNote: (note: string) => void;
}

/** So long an interrupted worker may take to end, in milliseconds. */
const WORKER_MS = 3000;

/**
 * The engine of `--workers`: the units are shared out as those of shards, each part is judged by a process of its own, and
 * what they tell is put together. The servers are started, looked at and planned for by this process alone. One that dies
 * takes what it had not judged with it; what the others judge stays.
 */
export function runWorkers(options: WorkersOptions): Engine {
  return async (campaign, events, { signal }) => {
    const { workers, adapters, single, onNote } = options;
    const { onStats } = events;
    const apart = await oneSessionTargets(campaign, { adapters, signal, onStats });
    const { parts, notes } = shareCampaign(campaign, {
      workers,
      apart,
      isTogether: (service, target) => {
        const entry = target.services[service];
        return entry !== undefined && adapters.get(service)?.usesUp?.(entry) === true;
      },
      newTag,
    });
    for (const note of notes) onNote(note);
    if (parts.length < 2) return single(campaign, events, { signal });
    return judgeParts(parts, options.program, events, signal);
  };
}

async function judgeParts(
  parts: readonly Campaign[],
  program: string,
  { onVerdict, onStats }: EngineEvents,
  signal: AbortSignal,
): Promise<EngineResult> {
  const stats: TargetStats[] = [];
  const secrets: Secret[] = [];
  const watched = createWatched(parts);
  const processes: WorkerProcess[] = [];
  const turns = createTurns((worker, kind) => processes[worker]?.tell({ kind }));
  const hear = (worker: number, message: FromWorker): void => {
    if (message.kind === "verdict") {
      const verdict = watched.heard(message.verdict);
      if (verdict) onVerdict(isTelling(verdict) ? redactVerdict(verdict, secrets) : verdict);
    }
    if (message.kind === "secret") secrets.push(message.secret);
    if (message.kind === "stats") stats.push(message.stats);
    if (message.kind === "asks") turns.asked(worker);
    if (message.kind === "quiet") turns.quieted(worker);
    if (message.kind === "over") turns.ended(worker);
  };
  const stop = (): void => {
    for (const one of processes) one.tell({ kind: "stop" });
  };
  const over = new AbortController();
  const ends: Promise<WorkerEnd>[] = [];
  for (const [at, campaign] of parts.entries()) {
    const name = `worker ${at + 1} of ${parts.length}`;
    const one = startWorker(program, { campaign, name }, (message) => hear(at, message));
    processes.push(one);
    turns.joined(at);
    ends.push(
      one.ended.then((end) => {
        turns.left(at);
        return end;
      }),
    );
  }
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  // One that computes hears nothing: the report of an interrupted run is not kept waiting for it.
  await Promise.race([Promise.all(ends), longAfter(signal, WORKER_MS, over.signal)]);
  over.abort();
  signal.removeEventListener("abort", stop);
  for (const one of processes) one.kill();
  const all = await Promise.all(ends);
  for (const verdict of watched.left()) onVerdict(redactVerdict(verdict, secrets));
  for (const name of new Set(stats.map(({ target }) => target))) {
    const merged = mergeStats(stats.filter(({ target }) => target === name));
    if (merged) onStats(merged);
  }
  const failed = all.filter((end) => end.kind === "failed");
  const messages = (refused: boolean): readonly string[] => [
    ...new Set(failed.filter((end) => end.refused === refused).map(({ message }) => message)),
  ];
  const complete = all.every((end) => end.kind === "ended" && end.complete) && !signal.aborted;
  return { errors: messages(false), refused: messages(true), complete };
}

/** Whether it has words of a server, which may be what another worker sent. */
function isTelling({ failures, reason, observed, unmet }: UnitVerdict): boolean {
  return failures.length > 0 || reason !== null || observed !== null || unmet !== undefined;
}

/** The verdicts of what every worker judges, by the answers that it got. */
interface Watched {
  /** What is to be told of a verdict that has fallen: it, or the one of all workers once all are there. */
  heard(verdict: UnitVerdict): UnitVerdict | undefined;
  /** Failures that some workers saw, where others did not come to it. */
  left(): readonly UnitVerdict[];
}

function createWatched(parts: readonly Campaign[]): Watched {
  const expected = new Map<string, number>();
  const fallen = new Map<string, UnitVerdict[]>();
  for (const unit of parts.flatMap(({ units }) => units)) {
    const key = keyOf(unit);
    expected.set(key, (expected.get(key) ?? 0) + 1);
  }
  return {
    heard(verdict) {
      const key = `${verdict.target} ${unitName({ id: verdict.rule }, [verdict.binding])}`;
      const of = expected.get(key) ?? 1;
      if (of === 1) return verdict;
      const all = [...(fallen.get(key) ?? []), verdict];
      fallen.set(key, all);
      if (all.length < of) return undefined;
      fallen.delete(key);
      return watchedVerdict(all);
    },
    left: () =>
      [...fallen.values()].flatMap((all) => {
        const verdict = watchedVerdict(all);
        return verdict?.verdict === "fail" ? [verdict] : [];
      }),
  };
}

function keyOf({ target, rule, bindings }: Unit): string {
  return `${target} ${unitName({ id: rule }, bindings)}`;
}
