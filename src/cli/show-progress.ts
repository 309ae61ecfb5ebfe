import { formatProgress } from "../../reporters/summary/progress.ts";
import { formatFinishedGroup } from "../../reporters/summary/progress-plain.ts";
import { formatVerdict } from "../../reporters/summary/progress-verdict.ts";
import { cutToWidth } from "../../reporters/text/cut-to-width.ts";
import type { Rule } from "../model/rule.ts";
import type { UnitVerdict } from "../model/unit.ts";
import { NOT_REACHED } from "../model/verdict.ts";
import type { RulesOfTargets } from "./last-reports.ts";
import { isLive, redraw, say, terminalWidth } from "./terminal.ts";

export interface Progress {
  plan(units: number): void;
  verdict(verdict: UnitVerdict): void;
  end(): void;
}

export interface ProgressOptions {
  readonly quiet: boolean;
  /** By target: ids of the rules that are judged there; all when undefined. */
  readonly only?: RulesOfTargets | undefined;
  /** The rules that a run judges once, each with its bindings: tells when an operation is done. */
  readonly selected?: readonly { readonly rule: Rule; readonly bindings: readonly string[] }[];
  /** Failures that are known are not told. */
  readonly excuses?: (verdict: UnitVerdict) => boolean;
}

const REDRAW_MS = 100;
/** Where no terminal cuts it: a reason may quote a whole answer. */
const MAX_LINE = 300;

/**
 * Shows how far a run is, on stderr: each failure and each new reason for which a rule could not be judged
 * when the verdict falls; besides, one line that changes on a terminal, else one plain line for each
 * operation of a target when all of its verdicts are there.
 */
export function showProgress(rules: readonly Rule[], options: ProgressOptions): Progress {
  if (options.quiet) {
    return { plan: () => undefined, verdict: () => undefined, end: () => undefined };
  }
  const started = performance.now();
  const line = fallenVerdicts(rules, started, options);
  return isLive()
    ? liveProgress(started, line)
    : plainProgress(rules, { started, line, ...options });
}

/** The line that a verdict is worth, if it is: nobody reads the same twice. */
type LineOf = (verdict: UnitVerdict) => string | undefined;

function fallenVerdicts(
  rules: readonly Rule[],
  started: number,
  { excuses }: ProgressOptions,
): LineOf {
  const levels = new Map(rules.map(({ id, level }) => [id, level]));
  const told = new Set<string>();
  return (verdict) => {
    const { target, rule, binding, reason } = verdict;
    const isFailure = verdict.verdict === "fail";
    if (!isFailure && verdict.verdict !== "inconclusive") return undefined;
    if (reason === NOT_REACHED || (isFailure && excuses?.(verdict))) return undefined;
    // A server that is away is away for every rule; a fuzzer judges a rule again and again.
    const key = JSON.stringify(isFailure ? [target, rule, binding] : [target, reason]);
    if (told.has(key)) return undefined;
    told.add(key);
    const level = levels.get(rule);
    return formatVerdict({ ...verdict, level, elapsedMs: performance.now() - started });
  };
}

function liveProgress(started: number, lineOf: LineOf): Progress {
  const state = {
    done: 0,
    total: 0,
    failed: 0,
    inconclusive: 0,
    cases: 0,
    requests: 0,
    current: "",
  };
  const draw = (): void => {
    const elapsedMs = performance.now() - started;
    redraw(formatProgress({ ...state, elapsedMs }, { width: terminalWidth() - 1 }));
  };
  const timer = setInterval(draw, REDRAW_MS);
  return {
    plan: (units) => {
      state.total = units;
    },
    verdict: (unit) => {
      const { verdict, cases, requests, rule } = unit;
      state.done++;
      state.cases += cases;
      state.requests += requests;
      state.current = rule;
      if (verdict === "fail") state.failed++;
      if (verdict === "inconclusive") state.inconclusive++;
      const line = lineOf(unit);
      if (line === undefined) return;
      redraw(`${cutToWidth(line, terminalWidth() - 1)}\n`);
      draw();
    },
    end: () => {
      clearInterval(timer);
      redraw();
    },
  };
}

interface Group {
  readonly target: string;
  readonly name: string;
  readonly verdicts: UnitVerdict[];
  readonly expected: number;
  elapsedMs: number;
  told: boolean;
}

function plainProgress(
  rules: readonly Rule[],
  {
    started,
    line: lineOf,
    selected = [],
    only,
  }: ProgressOptions & { started: number; line: LineOf },
): Progress {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const nameOf = (rule: Rule | undefined) => `${rule?.service ?? ""} ${rule?.operation ?? ""}`;
  const expectedOf = (target: string, name: string): number =>
    selected
      .filter(({ rule }) => nameOf(rule) === name && (only?.get(target)?.has(rule.id) ?? true))
      .reduce((sum, { bindings }) => sum + bindings.length, 0);
  const groups = new Map<string, Group>();
  const tell = (group: Group): void => {
    group.told = true;
    const { target, name, verdicts, elapsedMs } = group;
    const counts: Record<string, number> = {};
    for (const { verdict } of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1;
    const cases = verdicts.reduce((sum, verdict) => sum + verdict.cases, 0);
    say(`${formatFinishedGroup({ target, name, counts, cases, elapsedMs })}\n`);
  };
  return {
    plan: () => undefined,
    verdict: (verdict) => {
      const line = lineOf(verdict);
      if (line !== undefined) say(`${cutToWidth(line, MAX_LINE)}\n`);
      const name = nameOf(byId.get(verdict.rule));
      const key = `${verdict.target}\0${name}`;
      const { target } = verdict;
      const group = groups.get(key) ?? {
        target,
        name,
        expected: expectedOf(target, name),
        verdicts: [],
        elapsedMs: 0,
        told: false,
      };
      group.verdicts.push(verdict);
      group.elapsedMs = performance.now() - started;
      groups.set(key, group);
      if (group.verdicts.length === group.expected) tell(group);
    },
    // What a fuzzer judges is never done, and an interrupted run leaves some open.
    end: () => {
      for (const group of groups.values()) if (!group.told) tell(group);
    },
  };
}
