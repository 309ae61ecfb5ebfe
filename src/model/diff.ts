import type { Level } from "./level.ts";
import type { Judged, Outcome, TargetReport } from "./report.ts";
import type { JsonValue } from "./value.ts";
import type { VerdictKind } from "./verdict.ts";

/** What changed from one report to another, format version 1; plain data, as `--format json` writes it. */
export interface DiffReport {
  readonly format: "assay-diff";
  readonly formatVersion: 1;
  readonly tool: { readonly name: "assay"; readonly version: string };
  /** One of the changes is for the worse: what makes the exit code 1. */
  readonly regressed: boolean;
  readonly old: DiffedRun;
  readonly new: DiffedRun;
  /** How the two runs differ in other things than verdicts. */
  readonly notes: readonly DiffNote[];
  /** In the order of the newer report. */
  readonly targets: readonly TargetDiff[];
}

export interface DiffedRun {
  readonly id: string;
  readonly startedAt: string;
  readonly seed: number;
  readonly complete: boolean;
  readonly shard: string | null;
  readonly version: string;
  readonly digest: string;
}

/** A circumstance that bears on what the changes mean. */
export interface DiffNote {
  readonly code:
    | "swapped"
    | "other-rules"
    | "other-tool"
    | "other-seed"
    | "other-edition"
    | "old-incomplete"
    | "new-incomplete"
    | "target-only-old"
    | "target-only-new";
  readonly text: string;
}

export interface TargetDiff {
  /** The name in each report. */
  readonly old: string;
  readonly new: string;
  readonly outcomes: { readonly old: Outcome; readonly new: Outcome };
  /** How many MUST rules each report judged, and of how many. */
  readonly judged: { readonly old: Judged; readonly new: Judged };
  /** The editions of the documents that the target follows in each report; absent where neither says. */
  readonly editions?: { readonly old: Editions; readonly new: Editions };
  /** Rules by the kinds of their changes; every kind is there. */
  readonly counts: Readonly<Record<ChangeKind, number>>;
  /** Rules of both reports without any change, by what they are now. */
  readonly unchanged: {
    readonly holding: number;
    readonly failing: number;
    readonly notJudged: number;
  };
  /** What matters most first. */
  readonly changes: readonly Change[];
}

type Editions = NonNullable<TargetReport["editions"]>;

/** What can become of a rule over a binding, in the order of weight. */
export const CHANGE_KINDS = [
  "regressed",
  "vanished-rule",
  "newly-judged",
  "new-rule",
  "no-longer-judged",
  "behaviour-changed",
  "deviation-changed",
  "fixed",
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A change of one rule, over all bindings that changed in the same way. */
export interface Change {
  readonly kind: ChangeKind;
  /**
   * Whether it makes the exit code 1: a regression that no deviation excuses, a vanished rule, and a rule
   * that binds and was judged and is not any more, unless that is allowed.
   */
  readonly worse: boolean;
  readonly rule: string;
  readonly title: string;
  readonly level: Level;
  readonly service: string;
  readonly operation: string;
  readonly statements: readonly string[];
  readonly bindings: readonly string[];
  readonly old: Severity;
  readonly new: Severity;
  /** What the server does otherwise, where that is the change. */
  readonly behaviour?: readonly BehaviourChange[];
  /** How it fails in the newer report. */
  readonly failures?: readonly FailureExcerpt[];
}

/** A change before it is known whether it is for the worse. */
export type BareChange = Omit<Change, "worse">;

/** What a report says of a rule over a binding; `absent` where it says nothing. */
export interface Severity {
  readonly verdict: VerdictKind | "absent";
  readonly reason: string | null;
  /** Why the deviations file excuses the failure, else null. */
  readonly known: string | null;
}

export interface BehaviourChange {
  /** What was tried. */
  readonly what: string;
  /** What the server did; null where this was not seen. */
  readonly old: string | null;
  readonly new: string | null;
}

/** As much of a failure as tells a reader what is wrong; the whole is in the newer report. */
export interface FailureExcerpt {
  readonly id: string;
  readonly binding: string;
  readonly counterexample: Readonly<Record<string, JsonValue>>;
  readonly expected: readonly string[];
  readonly actual: string;
}
