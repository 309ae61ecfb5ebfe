import type { CasePlan } from "./case-plan.ts";
import type { Coverage } from "./coverage.ts";
import type { Explains } from "./explains.ts";
import type { Failure } from "./failure.ts";
import type { DeviationReport, Known } from "./known.ts";
import type { Level } from "./level.ts";
import type { OpenOperations } from "./open-operations.ts";
import type { Soak } from "./soak.ts";
import type { LinkTiming, Timing } from "./timing.ts";
import type { UnmetCall } from "./unmet-call.ts";
import type { VerdictKind } from "./verdict.ts";

/** `report.json`, format version 2: the one source of every other format. */
export interface Report {
  readonly format: "assay-report";
  readonly formatVersion: 2;
  readonly tool: {
    readonly name: "assay";
    readonly version: string;
    /** Of the compiled code that judged: `sha256:…`. */
    readonly digest?: string;
  };
  readonly run: RunInfo;
  readonly specs: {
    readonly digest: string;
    readonly rules: number;
    readonly statements: number;
    /** By name: what the editions of the documents are; absent where there are none. */
    readonly editions?: Readonly<Record<string, EditionHead>>;
  };
  readonly targets: readonly TargetReport[];
  /** Of the report without this member, as canonical JSON (RFC 8785): `sha256:…`. */
  readonly digest?: string;
}

export interface RunInfo {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly seed: number;
  /** False when the run was interrupted or stopped early: what is missing was not judged. */
  readonly complete: boolean;
  /** Why it was stopped early, where that was asked for: `after 1 violated MUST rule (--bail 1)`. */
  readonly stopped?: string;
  /** `2/4`: only that part of the units was judged. `1,2,4/4`: merged, and the third is missing. */
  readonly shard: string | null;
  /** Only in the report of a shard, the same in all shards of a run: a digest of what they judge together. */
  readonly plan?: string;
  /** The edition of the documents that was judged by; absent: what all of them promise. */
  readonly edition?: string;
  readonly command: string;
  /** The targets file, from the folder of the report as it was written: `assay replay` goes by it. */
  readonly targetsFile?: string;
  /** Further rule files that it was judged by, as folders from the folder of the report as it was written. */
  readonly specsFolders?: readonly string[];
  /** What is left on the targets is written there: `assay clean` takes it. */
  readonly journal?: string;
}

/** `holds`: no MUST rule was selected, and what was judged instead binds nobody. */
export type Outcome = "conforms" | "holds" | "violates" | "incomplete";

export type VerdictCounts = Partial<Record<VerdictKind, number>>;

/** MUST rules, counted: a verdict without a denominator says little. */
export interface Judged {
  /** Of them, those that pass or fail. */
  readonly must: number;
  /** Of those that were selected, those that the target does not declare away. */
  readonly applicable: number;
  /** All that there are for the services of the target, selected or not. */
  readonly all: number;
  /** Of all, those that the filters left out; absent when they left out none. */
  readonly unselected?: number;
  /** Of all, those that only other shards judge; absent when there is none. */
  readonly elsewhere?: number;
  /** Only of traffic that others had: of all, those that no exchange in it is about. */
  readonly unseen?: number;
  /** Only from a report of format version 1 of a filtered run: there are more, nobody knows how many. */
  readonly more?: true;
  /** The part of all that has to be judged, in percent; absent when nobody asked for one. */
  readonly least?: number;
}

export interface TargetReport {
  readonly name: string;
  readonly description?: string;
  readonly outcome: Outcome;
  /** Why the target could not be judged at all, when that is so. */
  readonly reason?: string;
  readonly requests: number;
  /** Of their bodies, all of them; absent in reports of an earlier release. */
  readonly bytesSent?: number;
  readonly cases: number;
  readonly counts: Readonly<Record<Level, VerdictCounts>>;
  readonly judged: Judged;
  readonly statements: Readonly<Record<string, StatementReport>>;
  /** By edition of the documents: the points that it promises, and in how many the server follows it. */
  readonly editions?: Readonly<
    Record<string, { readonly points: number; readonly follows: number }>
  >;
  /** In the order of the ids. */
  readonly rules: readonly RuleReport[];
  /** The entries of the target's deviations file, in the order of their rules; absent without such a file. */
  readonly deviations?: readonly DeviationReport[];
  /** Documented operations that are not as targets.json has them; absent where all are. */
  readonly operations?: OpenOperations;
  /** What the run created and could not remove. */
  readonly leftovers: readonly string[];
  /** How often the server asked to wait (429, 503 with Retry-After); absent when it never did. */
  readonly throttled?: number;
  /** The end of what the launched server printed, where something went wrong; without secrets. */
  readonly launchLog?: string;
  /** How much of all cases was taken; absent: all. */
  readonly plan?: CasePlan;
  /** What was exercised; absent when nothing was. */
  readonly coverage?: Coverage;
  /** How long requests took; absent when none was sent. */
  readonly timings?: readonly Timing[];
  /** What its connections show; absent when none was made straight to it. */
  readonly link?: LinkTiming;
  /** What a campaign saw in the long run; absent where it did not look. */
  readonly soak?: Soak;
}

/** An edition of the documents, as a reader looks it up. */
export interface EditionHead {
  readonly title: string;
  readonly date?: string;
  readonly url?: string;
}

export interface StatementReport {
  /** `untested` when no rule carries the statement; `reason` then says why. */
  readonly verdict: VerdictKind | "untested";
  readonly rules: readonly string[];
  readonly level?: Level;
  readonly text?: string;
  /** Where the documents say it; absent where the statements file names no document. */
  readonly source?: StatementSource;
  readonly reason?: string;
  /** What editions promise about it beyond what all do, and the server does otherwise; absent where there is none. */
  readonly differs?: readonly StatementDifference[];
}

/** A rule about a statement that only some editions promise, and that the server does not follow. */
export interface StatementDifference {
  readonly rule: string;
  readonly editions: readonly string[];
}

export type StatementSource = Pick<Source, "document" | "url"> & Partial<Pick<Source, "where">>;

export interface Source {
  readonly document: string;
  readonly where: string;
  readonly url?: string;
}

export interface RuleReport {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly service: string;
  readonly operation: string;
  readonly statements: readonly string[];
  readonly source: Source;
  /** Where the rule stands among the rule files. */
  readonly definedAt?: { readonly file: string; readonly line?: number };
  /** What a failure of it explains elsewhere: the same answer to the same call, or a good ticket refused. */
  readonly explains?: Explains;
  readonly verdict: VerdictKind;
  /** Why the verdict is not a pass, in one sentence; null for a pass. */
  readonly reason: string | null;
  /** The deviation entry that excuses the failure; on a rule that passes, the entry that is stale. */
  readonly known: Known | null;
  /** Of a rule that only some editions of the documents promise. */
  readonly promise?: EditionPromise;
  /** Its statements that something was judged about, where those are not all. */
  readonly exercised?: readonly string[];
  /** What a MAY rule saw: what was tried, and what the server did, in comparable words. */
  readonly observed: Readonly<Record<string, string>> | null;
  /** Which of several documented answers the server chose, by the name of the alternative, with counts. */
  readonly alternatives?: Readonly<Record<string, number>>;
  readonly cases: number;
  readonly durationMs: number;
  /** A verdict for each binding; a rule about several bindings has one entry, `get+post+soap11`. */
  readonly bindings: Readonly<Record<string, VerdictKind>>;
  /** Why a binding could not be judged, where that is so. */
  readonly reasons?: Readonly<Record<string, string>>;
  readonly failures: readonly Failure[];
  /** The bindings over which it failed now and then, and so could not be judged. */
  readonly flaky?: readonly string[];
  /** By binding that could not be judged: the calls that were in the way, where nothing else was. */
  readonly unmet?: Readonly<Record<string, readonly UnmetCall[]>>;
  /** Only in the report of a shard: what each binding added, for merge to put the rule together. */
  readonly units?: Readonly<Record<string, UnitShare>>;
}

/** What the judging of a rule over one binding added to the rule. */
export interface UnitShare {
  readonly cases: number;
  readonly durationMs: number;
  readonly observed: Readonly<Record<string, string>> | null;
  readonly alternatives: Readonly<Record<string, number>>;
  readonly holds?: boolean;
  readonly flaky?: true;
  readonly unmet?: readonly UnmetCall[];
  readonly exercised: readonly string[];
}

/** A point in which the editions differ: what some of them promise, and whether the server follows them. */
export interface EditionPromise {
  readonly editions: readonly string[];
  /** The level of the rule in these editions. */
  readonly level: Level;
  /** Null where it was not judged. */
  readonly holds: boolean | null;
}
