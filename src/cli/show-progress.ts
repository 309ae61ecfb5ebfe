import { formatProgress } from "../../reporters/summary/progress.ts";
import { formatFinishedGroup } from "../../reporters/summary/progress-plain.ts";
import type { Rule } from "../model/rule.ts";
import type { UnitVerdict } from "../model/unit.ts";
import { isLive, redraw, say, terminalWidth } from "./terminal.ts";

export interface Progress {
  plan(units: number): void;
  verdict(verdict: UnitVerdict): void;
  end(): void;
}

const REDRAW_MS = 100;

/**
 * Shows how far a run is, on stderr: one line that changes on a terminal, else one plain line for
 * each operation of a target when all of its verdicts are there.
 */
export function showProgress(
  rules: readonly Rule[],
  { quiet }: { readonly quiet: boolean },
): Progress {
  if (quiet) return { plan: () => undefined, verdict: () => undefined, end: () => undefined };
  return isLive() ? liveProgress() : plainProgress(rules);
}

function liveProgress(): Progress {
  const started = performance.now();
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
    verdict: ({ verdict, cases, requests, rule }) => {
      state.done++;
      state.cases += cases;
      state.requests += requests;
      state.current = rule;
      if (verdict === "fail") state.failed++;
      if (verdict === "inconclusive") state.inconclusive++;
    },
    end: () => {
      clearInterval(timer);
      redraw();
    },
  };
}

function plainProgress(rules: readonly Rule[]): Progress {
  const started = performance.now();
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const groups = new Map<string, { target: string; name: string; verdicts: UnitVerdict[] }>();
  return {
    plan: () => undefined,
    verdict: (verdict) => {
      const rule = byId.get(verdict.rule);
      const name = `${rule?.service ?? ""} ${rule?.operation ?? ""}`;
      const key = `${verdict.target}\0${name}`;
      const group = groups.get(key) ?? { target: verdict.target, name, verdicts: [] };
      group.verdicts.push(verdict);
      groups.set(key, group);
    },
    // Rules run side by side, so that most groups end together, at the end.
    end: () => {
      const elapsedMs = performance.now() - started;
      for (const { target, name, verdicts } of groups.values()) {
        const counts: Record<string, number> = {};
        for (const { verdict } of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1;
        const cases = verdicts.reduce((sum, verdict) => sum + verdict.cases, 0);
        const line = formatFinishedGroup({ target, name, counts, cases, elapsedMs });
        say(`${line}\n`);
      }
    },
  };
}
