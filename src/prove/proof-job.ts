import type { BytesInForms } from "../model/bytes-in-forms.ts";
import type { VerdictKind } from "../model/verdict.ts";

/** How the users of a null server get in: they log in, or their tickets are given. */
export const ENTRANCES = ["login", "ticket"] as const;
export type Entrance = (typeof ENTRANCES)[number];

/** Rules against a server with one fault, with one seed. */
export interface FaultJob {
  readonly kind: "fault";
  readonly fault: string;
  /** Of the server that has it. */
  readonly dialect: string;
  readonly seed: number;
  /** How the target takes chunks over POST. */
  readonly chunks: BytesInForms;
  /** Ids of the rules that claim the fault: over one binding after the other until it is found. */
  readonly claims: readonly string[];
  /** Ids of some that do not: each tried over one binding with few cases. */
  readonly others: readonly string[];
  /** Whether to look for the smallest case that shows the fault. */
  readonly shrink: boolean;
  /** True: they are tried only when no rule that claims the fault finds it. */
  readonly othersLast: boolean;
}

/** Rules against a legal server, with one seed, over every binding. */
export interface DialectJob {
  readonly kind: "dialect";
  readonly dialect: string;
  /** The edition that it is judged by; null: what all of them promise. */
  readonly edition: string | null;
  readonly seed: number;
  readonly chunks: BytesInForms;
  readonly rules: readonly string[];
}

/** Rules against a server that knows nothing, over every binding, by each entrance. */
export interface NullServerJob {
  readonly kind: "null-server";
  readonly server: string;
  readonly rules: readonly string[];
}

/** A whole run, as anybody does it, against the built-in server with a fault that was reported of another. */
export interface PublicJob {
  readonly kind: "public";
  /** Null: the server without one, which must conform. */
  readonly fault: string | null;
  readonly seed: number;
  /** Ids of the rules that a run selects. */
  readonly rules: readonly string[];
  /**
   * Ids of those that found the fault with an earlier seed: a failure of one of them alone is enough. Where
   * none of them fails, the run is judged as a whole.
   */
  readonly first: readonly string[];
}

/** One piece of a proof: rules against one server. Plain data, for a worker thread. */
export type ProofJob = FaultJob | DialectJob | NullServerJob | PublicJob;

/** What a rule came to on a server with a fault. */
export interface Finding {
  readonly rule: string;
  /** Where and after how much it failed, reproduced; null when it did not fail. */
  readonly found: {
    readonly binding: string;
    /** Cases and requests of the rule until the first that failed, over all bindings tried. */
    readonly cases: number;
    readonly requests: number;
    /** Calls of the smallest failing case. */
    readonly calls: number;
  } | null;
  /** Of the last binding tried, when it did not fail. */
  readonly verdict: VerdictKind;
  readonly reason: string | null;
}

/** What a rule came to over one binding. */
export interface JudgedUnit {
  readonly rule: string;
  readonly binding: string;
  readonly verdict: VerdictKind;
  readonly reason: string | null;
  readonly cases: number;
}

/** What came of a server with a fault. */
export interface FaultResult {
  readonly kind: "fault";
  readonly fault: string;
  readonly seed: number;
  readonly claims: readonly Finding[];
  /** Those that found it only. */
  readonly others: readonly Finding[];
}

/** What came of a legal server. */
export interface DialectResult {
  readonly kind: "dialect";
  readonly dialect: string;
  readonly edition: string | null;
  readonly seed: number;
  readonly units: readonly JudgedUnit[];
}

/** What came of a server that knows nothing. */
export interface NullServerResult {
  readonly kind: "null-server";
  readonly server: string;
  readonly units: readonly (JudgedUnit & { readonly entrance: Entrance })[];
}

/** A rule that failed in a run, confirmed. */
export interface PublicFinding {
  readonly rule: string;
  readonly binding: string;
  readonly reason: string | null;
  /** Cases and requests of all rules until then. */
  readonly cases: number;
  readonly requests: number;
}

/** What came of a whole run. */
export interface PublicResult {
  readonly kind: "public";
  readonly fault: string | null;
  readonly seed: number;
  /** The first MUST rule that failed, which ended the run; null where none did in the whole of it. */
  readonly found: PublicFinding | null;
  /** Rules of other levels that failed until then, each once, in the order in which they did. */
  readonly warned: readonly PublicFinding[];
  /** Rules that could not be judged, and why, the first few. */
  readonly unsure: readonly { readonly rule: string; readonly reason: string | null }[];
  readonly durationMs: number;
}

export type JobResult = FaultResult | DialectResult | NullServerResult | PublicResult;
