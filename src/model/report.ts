import type { Binding } from "./binding.ts";
import type { ScopedDeviation } from "./deviation.ts";
import type { Exchange } from "./exchange.ts";
import type { Level } from "./level.ts";
import type { Plain } from "./value.ts";
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
  /** What was exercised; absent when nothing was. */
  readonly coverage?: Coverage;
  /** How long requests took; absent when none was sent. */
  readonly timings?: readonly Timing[];
}

/** What keeps a target from conforming whatever its rules come to. */
export interface OpenOperations {
  /** Neither offered nor declared absent: rules that need them could not be judged. */
  readonly notOffered: readonly OpenOperation[];
  /** Declared absent, but the server answers them: rules that need them were left out wrongly. */
  readonly contradicted: readonly OpenOperation[];
}

export interface OpenOperation {
  readonly service: string;
  readonly name: string;
  /** What the server's own WSDL says of it, where there is one. */
  readonly wsdl?: "lists" | "omits";
}

/** The durations of an operation over a binding, in milliseconds; as information, nothing is judged by it. */
export interface Timing {
  readonly service: string;
  readonly operation: string;
  readonly binding: string;
  readonly requests: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly worstMs: number;
}

/** What a run exercised, each with how often. */
export interface Coverage {
  /** By operation: the kinds of answers that it gave. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** One call after another in a case, each with its kind of answer. */
  readonly transitions: Readonly<Record<string, number>>;
  /** Sizes and offsets at a documented limit or within 2 of it. */
  readonly boundaries: Readonly<Record<string, number>>;
}

export interface StatementReport {
  /** `untested` when no rule carries the statement; `reason` then says why. */
  readonly verdict: VerdictKind | "untested";
  readonly rules: readonly string[];
  readonly level?: Level;
  readonly text?: string;
  readonly reason?: string;
  /** What editions promise about it beyond what all do, and the server does otherwise; absent where there is none. */
  readonly differs?: readonly StatementDifference[];
}

/** A rule about a statement that only some editions promise, and that the server does not follow. */
export interface StatementDifference {
  readonly rule: string;
  readonly editions: readonly string[];
}

export interface Source {
  readonly document: string;
  readonly where: string;
  readonly url?: string;
}

/** What the deviations file says of a rule. */
export interface Known {
  readonly reason: string;
  readonly link?: string;
  readonly since?: string;
  /** The last day on which it excuses. */
  readonly expires?: string;
  /** The bindings that it excuses, where it does not excuse all of them. */
  readonly bindings?: readonly string[];
  /** The failure is known to come and go. */
  readonly flaky?: true;
}

/**
 * What became of an entry of the deviations file: `used` excuses a failure; `stale` is about a rule that
 * passes; `expired` is about one that fails, but excuses no more; `not-judged` is about one that, over
 * some binding, was not selected, could not be judged, or fails in another way; `flaky` is about a failure
 * that comes and goes, and did not come.
 */
export type DeviationState = "used" | "stale" | "expired" | "not-judged" | "flaky";

/** An entry of the deviations file whose rule was selected. */
export interface DeviationReport extends ScopedDeviation {
  readonly state: DeviationState;
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

export interface Failure {
  /** A digest of rule, binding and signature: stable for the same kind of failure. */
  readonly id: string;
  readonly binding: string;
  /** The statements that it breaks, among those of the rule. */
  readonly statements: readonly string[];
  /**
   * The mismatch without the values that a server or a generator chose: two failures of a rule over a
   * binding are the same when this is. Empty in a report of format version 1.
   */
  readonly signature: string;
  /** An entry of the deviations file excuses it. */
  readonly known?: true;
  /** `k/n`: of n repetitions on fresh state, k failed. */
  readonly reproduced: string;
  readonly counterexample: Readonly<Record<string, Plain>>;
  readonly expected: readonly string[];
  readonly actual: string;
  /** Which step of the case failed, from 1. */
  readonly step: number;
  readonly exchanges: readonly Exchange[];
  /** A shell line (or lines, for a sequence) that repeats the case; secrets are variables. */
  readonly curl: string;
  readonly seed: number;
  /** The concrete steps of the smallest case, enough to send it again. */
  readonly steps: readonly RecordedStep[];
}

/** One call of a recorded case: handles that the server chose are references such as `$handler`. */
export interface RecordedStep {
  readonly call: string;
  readonly binding: Binding;
  readonly as: Plain;
  readonly with: Readonly<Record<string, Plain>>;
  /** Parameters that were left out. */
  readonly without?: readonly string[];
  /** Names that later steps know values of the answer by. */
  readonly save?: Readonly<Record<string, string>>;
  /** Where the call was not made in the usual way: another method, other names, another SOAP spelling. */
  readonly method?: string;
  readonly rename?: Readonly<Record<string, string>>;
  readonly spelling?: "documented" | "wsdl";
  /** The answer asked for the same call again, which a later step is: a replay does so of its own accord. */
  readonly askedAgain?: true;
  /** What was judged of the answer. */
  readonly judged?: Plain;
  readonly answer: string;
}
