import { cutToWidth } from "../../reporters/text/cut-to-width.ts";
import { visible } from "../../reporters/text/visible.ts";
import type { Gap } from "../prove/proof.ts";
import type { JobResult, ProofJob } from "../prove/proof-job.ts";
import { formatProofProgress, jobWeight } from "../prove/proof-progress.ts";
import { isLive, redraw, say, terminalWidth } from "./terminal.ts";

export interface ProofProgress {
  begin(jobs: readonly ProofJob[]): void;
  result(result: JobResult, job: ProofJob): void;
  end(): void;
}

const REDRAW_MS = 200;
/** Where there is no terminal: a line for each such part of the jobs. */
const PARTS = 20;
const SILENT: ProofProgress = {
  begin: () => undefined,
  result: () => undefined,
  end: () => undefined,
};

/**
 * Shows on stderr how far a proof is, in one line that changes on a terminal, else in a line now and
 * then; and what is wrong, as soon as it is known.
 *
 * @param gapsOf what is wrong by one result alone
 */
export function showProofProgress(
  quiet: boolean,
  gapsOf: (result: JobResult) => readonly Gap[] = () => [],
): ProofProgress {
  if (quiet) return SILENT;
  const started = performance.now();
  const state = { done: 0, total: 0, found: 0, wrong: 0, current: "" };
  const weight = { done: 0, total: 0 };
  const live = isLive();
  const line = (): string =>
    formatProofProgress({
      ...state,
      share: weight.total === 0 ? 0 : weight.done / weight.total,
      elapsedMs: performance.now() - started,
    });
  const wipe = (): void => {
    if (live) redraw();
  };
  const draw = (): void => {
    redraw(cutToWidth(line(), terminalWidth() - 1));
  };
  const timer = live ? setInterval(draw, REDRAW_MS) : undefined;
  const part = (): number => Math.floor((state.done * PARTS) / state.total);
  return {
    begin: (jobs) => {
      state.total = jobs.length;
      weight.total = jobs.reduce((sum, job) => sum + jobWeight(job), 0);
    },
    result: (result, job) => {
      const before = part();
      const gaps = gapsOf(result);
      state.done++;
      weight.done += jobWeight(job);
      state.found += foundIn(result);
      state.wrong += gaps.length;
      state.current = nameOf(result);
      if (gaps.length > 0) wipe();
      for (const { subject, text } of gaps) {
        say(`✘ ${subject}: ${visible(text)}\n`);
      }
      if (!live && part() > before) say(`${line()}\n`);
    },
    end: () => {
      clearInterval(timer);
      wipe();
    },
  };
}

function foundIn(result: JobResult): number {
  if (result.kind === "public") {
    const { fault, found, warned } = result;
    return fault !== null && (found || warned.length > 0) ? 1 : 0;
  }
  return result.kind === "fault" ? result.claims.filter(({ found }) => found).length : 0;
}

function nameOf(result: JobResult): string {
  switch (result.kind) {
    case "fault":
      return result.fault;
    case "dialect":
      return `dialect ${result.dialect}, seed ${result.seed}`;
    case "null-server":
      return `null server ${result.server}`;
    case "public":
      return `${result.fault ?? "no fault"}, seed ${result.seed}`;
    default:
      return result satisfies never;
  }
}
