import type { Level } from "../model/level.ts";
import type { Judged, Outcome, Report, RunInfo } from "../model/report.ts";
import type { Timing } from "../model/timing.ts";
import type { VerdictKind } from "../model/verdict.ts";

/**
 * A row of the history, as its file has it (`reporters/kept-run.schema.json`): what can be counted of a
 * report, and what makes it falsifiable. Nothing that a server said is in it.
 */
export interface KeptRun {
  readonly format: "assay-kept-run";
  readonly formatVersion: 1;
  /** `sha256:…`: the digest of the report that it was made of. */
  readonly report: string;
  readonly tool: Report["tool"];
  readonly run: Pick<
    RunInfo,
    "id" | "startedAt" | "durationMs" | "seed" | "complete" | "edition" | "command"
  >;
  readonly specs: Pick<Report["specs"], "digest" | "rules" | "statements">;
  readonly targets: readonly KeptTarget[];
  /** Of the row without this member, as canonical JSON: `sha256:…`. */
  readonly digest: string;
}

export interface KeptTarget {
  readonly name: string;
  readonly outcome: Outcome;
  readonly judged: Judged;
  readonly requests: number;
  readonly cases: number;
  /** In the order of the ids. */
  readonly rules: readonly KeptRule[];
  /** How long requests took; absent when none was sent. */
  readonly timings?: readonly Timing[];
}

export interface KeptRule {
  readonly id: string;
  readonly level: Level;
  readonly verdict: VerdictKind;
  /** What it demands; only where it fails or could not be judged. */
  readonly title?: string;
  /** The deviations file excused every failure of it. */
  readonly known?: true;
  /** It failed now and then, and so could not be judged. */
  readonly flaky?: true;
  /** The ids of its failures, as the report has them; absent when there is none. */
  readonly failures?: readonly string[];
}
