import { formatVerdict } from "../../reporters/summary/progress-verdict.ts";
import { formatProblem, UsageError } from "../model/errors.ts";
import type { UnitVerdict } from "../model/unit.ts";
import { NOT_REACHED } from "../model/verdict.ts";
import { LaunchError } from "../run/target/launch.ts";
import { type FileChanges, watchFiles } from "./file-changes.ts";
import { judgeRules, partsOf } from "./judge-rules.ts";
import { placesOf } from "./places-of.ts";
import type { Round } from "./round.ts";
import { type Servers, startServers } from "./servers.ts";
import { verdictMemory } from "./verdict-memory.ts";
import type { View } from "./view.ts";
import type { ReadRules, WatchSource } from "./watch-source.ts";
import { begin, react, type Step, type WatchEvent } from "./watch-state.ts";

/** What a server writes because of the last request is seen a little later. */
const SETTLING_MS = 500;

/** A watch that has begun. */
export interface Watch {
  /** A key, or a signal to the process. */
  tell(event: Extract<WatchEvent, { readonly type: "key" | "interrupted" }>): void;
  /** Whether it was told to end. */
  isEnding(): boolean;
  /** Draws the screen again. */
  show(): void;
  /**
   * What the process ends with, once all that was started has stopped, and what is left to know. Rejects for a
   * bug of the tool, and where this machine refuses something.
   */
  readonly ended: Promise<{ readonly code: number; readonly notes: readonly string[] }>;
}

/**
 * Judges targets now, and again on each change of a server's files, of rules and of targets, until a key or a
 * signal ends it. What is wrong with a file or a server is shown, and the watch goes on.
 *
 * @param first the rules and targets as they were read
 * @param draw shows all that there is to see
 */
export function watchTargets(
  source: WatchSource,
  first: { readonly rules: ReadRules } & Pick<Servers, "targets">,
  draw: (view: View) => void,
): Watch {
  const memory = verdictMemory(source.open);
  let read: ReadRules | undefined = first.rules;
  let declared: Servers["targets"] | undefined = first.targets;
  let servers: Servers | undefined;
  let changes: { readonly of: string; readonly files: FileChanges } | undefined;
  let unwatched: readonly string[] = [];
  let abort = new AbortController();
  let askedAt = performance.now();
  let judgedAt = askedAt;
  let finish: { resolve(code: number): void; reject(error: unknown): void };
  const over = new Promise<number>((resolve, reject) => {
    finish = { resolve, reject };
  });

  const names = first.targets.map(({ name }) => name);
  const nothing = { fallen: [], problems: [], notes: [], logs: {} };
  const { state, action } = begin();
  let view: View = { state, targets: names, seed: source.manner.seed, ...nothing };
  const set = (change: Partial<View>): void => {
    view = { ...view, ...change };
    draw(view);
  };

  const note = (more: readonly string[]): void => set({ notes: [...view.notes, ...more] });

  const perform = ({ state: next, action: wanted }: Step): void => {
    set({ state: next });
    switch (wanted?.do) {
      case "judge":
        abort = new AbortController();
        void judgeRound(wanted.round, abort.signal).then(
          () => {
            judgedAt = performance.now();
            perform(react(view.state, { type: "judged" }));
          },
          (error: unknown) => finish.reject(error),
        );
        return;
      case "abort":
        abort.abort();
        return;
      case "end":
        finish.resolve(wanted.code);
        return;
      case undefined:
        return;
      default:
        wanted satisfies never;
    }
  };
  const happen = (event: WatchEvent): void => {
    askedAt = performance.now();
    perform(react(view.state, event));
  };

  const stopServers = async (): Promise<readonly string[]> => {
    const running = servers;
    servers = undefined;
    return (await running?.stop()) ?? [];
  };

  /** Watches what the targets, as they are now, have to do with. */
  const follow = async ({ folders, specs }: ReadRules): Promise<void> => {
    const places = placesOf(declared ?? [], { ...source, specs, specsFolders: folders });
    const of = JSON.stringify(places);
    if (changes?.of === of) return;
    const before = changes?.files;
    const files = await watchFiles(places, {
      isJudging: () => view.state.phase === "running" || performance.now() - judgedAt < SETTLING_MS,
      onChange: (what, paths) =>
        happen({ type: "changed", what, files: paths.map(source.shownPath) }),
      onProblem: (message) => {
        unwatched = [`not every change is seen: ${message}`];
        note(unwatched);
      },
    });
    changes = { of, files };
    await before?.close();
  };

  const judgeRound = async (round: Round, signal: AbortSignal): Promise<void> => {
    const { progress: _, tookMs: __, rules: ___, report: ____, ...others } = view;
    view = { ...others, ...nothing, notes: unwatched };
    if (round.anew.includes("rules")) read = undefined;
    if (round.anew.includes("targets")) declared = undefined;
    try {
      const isStale = round.anew.includes("server") || round.anew.includes("targets");
      if (isStale) note(await stopServers());
      read ??= await source.read();
      declared ??= source.targets(read.specs);
      set({ targets: declared.map(({ name }) => name) });
      await follow(read);
      const rules = source.select(read, declared, round.choice);
      const { specs } = read;
      servers ??= await startServers(declared, { ...source, specs, signal });
      await judge({ ...read, rules, declared }, servers, round, signal);
    } catch (error) {
      // A round that was given up had no time to go well.
      if (signal.aborted && error instanceof LaunchError) return;
      set({ problems: problemsOf(error) });
    }
    if (view.report) set({ tookMs: performance.now() - askedAt });
  };

  const judge = async (
    judged: Omit<Parameters<typeof judgeRules>[1], "rules"> & {
      readonly rules: Parameters<typeof partsOf>[0];
    },
    running: Servers,
    round: Round,
    signal: AbortSignal,
  ): Promise<void> => {
    const open = memory.openOf(judged.rules);
    const rules = round.isOnlyFailed ? open : judged.rules;
    if (rules.length === 0) {
      return note(["nothing failed when it was judged last: a judges all"]);
    }
    const { manner } = source;
    set({ rules: rules.length });
    const told = progressOf(set, () => view, judged.rules);
    const { report, verdicts } = await judgeRules(
      partsOf(rules, open),
      { ...judged, rules },
      running,
      { manner, signal, events: told },
    );
    const lost = report.targets.filter(({ reason }) => reason !== undefined);
    const isLost = (name: string): boolean => lost.some((target) => target.name === name);
    memory.remember(verdicts.filter(({ target }) => !isLost(target)));
    if (signal.aborted) return;
    const logs = Object.fromEntries(lost.map(({ name }) => [name, running.log(name)]));
    set({ report: source.mark(report, judged.declared, judged.specs), logs });
    // One that cannot be asked is started anew by whatever comes next.
    if (lost.length > 0) note(await stopServers());
  };

  const end = async (): Promise<readonly string[]> => {
    await changes?.files.close();
    const notes = await stopServers();
    set({ notes, isOver: true });
    return notes;
  };
  perform({ state, ...(action ? { action } : {}) });
  return {
    tell: happen,
    isEnding: () => view.state.phase === "quitting" || view.state.phase === "ended",
    show: () => draw(view),
    ended: over.then(
      async (code) => ({ code, notes: await end() }),
      async (error: unknown) => {
        await end();
        throw error;
      },
    ),
  };
}

/** What is the matter with a user's files or server, in words; anything else is thrown on. */
function problemsOf(error: unknown): readonly string[] {
  if (error instanceof UsageError) return error.problems.map(formatProblem);
  if (error instanceof LaunchError) return [error.message];
  throw error;
}

/** Counts verdicts as they fall, and tells each failure. */
function progressOf(
  set: (change: Partial<View>) => void,
  view: () => View,
  rules: Parameters<typeof partsOf>[0],
): Parameters<typeof judgeRules>[3]["events"] {
  const started = performance.now();
  const levels = new Map(rules.map(({ id, level }) => [id, level]));
  const counted = { done: 0, total: 0, failed: 0, inconclusive: 0, cases: 0, requests: 0 };
  const elapsedMs = (): number => performance.now() - started;
  return {
    onPlan: (units) => {
      counted.total = units;
      set({ progress: { ...counted, elapsedMs: elapsedMs() } });
    },
    onVerdict: (verdict: UnitVerdict) => {
      counted.done++;
      counted.cases += verdict.cases;
      counted.requests += verdict.requests;
      if (verdict.verdict === "fail") counted.failed++;
      if (verdict.verdict === "inconclusive") counted.inconclusive++;
      const isTold = verdict.verdict === "fail" && verdict.reason !== NOT_REACHED;
      const level = levels.get(verdict.rule);
      const line = formatVerdict({ ...verdict, level, elapsedMs: elapsedMs() });
      const { fallen } = view();
      set({
        progress: { ...counted, elapsedMs: elapsedMs(), current: verdict.rule },
        ...(isTold ? { fallen: [...fallen, line] } : {}),
      });
    },
  };
}
