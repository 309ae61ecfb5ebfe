import type { History } from "../../src/history/history.ts";
import { historyOf } from "../../src/history/history-of.ts";
import { keepRun } from "../../src/history/keep-run.ts";
import type { Report, RuleReport } from "../../src/model/report.ts";
import type { Timing } from "../../src/model/timing.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";
import { instantOf } from "./twenty-days.ts";

const FAIL = { verdict: "fail", failures: [failureOf("get")] } as const;
const OPEN = { verdict: "inconclusive" } as const;

/** Rules by run: each sort of thing that can become of one. */
const RUNS: readonly Readonly<Record<string, Partial<RuleReport>>>[] = [
  { comes: {}, opened: {}, known: FAIL, should: {}, sometimes: {}, calm: {} },
  { comes: FAIL, opened: OPEN, known: { ...FAIL, known: { reason: "they know" } }, calm: {} },
  { comes: {}, opened: {}, known: OPEN, sometimes: { ...OPEN, flaky: ["get"] }, calm: {} },
  {
    comes: FAIL,
    known: { ...FAIL, known: { reason: "they know" } },
    should: { ...FAIL, level: "SHOULD" },
    sometimes: {},
    calm: {},
  },
];

/** A history with something in every part that the page has; every text that others write is `text`. */
export function everyHistory(text: string): History {
  return historyOf(
    RUNS.map((rules, run): Report => {
      const made = Object.entries(rules).map(([id, rule]) => ruleOf(id, { title: text, ...rule }));
      const timings: readonly Timing[] = [
        ...(run === 1 ? [] : [timing(text, run + 1)]),
        timing("Other", 250 / (run + 1)),
      ];
      const targets = [
        targetOf(text, "violates", made, { timings }),
        ...(run > 1 ? [targetOf("second", "conforms", [ruleOf("a")])] : []),
      ];
      const rest = { startedAt: instantOf(run), command: text, complete: run !== 2 };
      const report = reportOf(targets, run === 3 ? { ...rest, edition: text } : rest);
      const digest = `sha256:${String(run > 0 ? 1 : 0).repeat(64)}`;
      return { ...report, specs: { ...report.specs, digest } };
    }).map(keepRun),
  );
}

function timing(operation: string, medianMs: number): Timing {
  const times = { medianMs, p95Ms: medianMs * 2, worstMs: medianMs * 3 };
  return { service: "inforouter", operation, binding: "get", requests: 40, ...times };
}
