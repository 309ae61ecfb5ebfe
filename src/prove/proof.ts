import type { Level } from "../model/level.ts";
import type { Entrance } from "./proof-job.ts";

/** What is wrong, and with what. */
export interface Gap {
  readonly kind: GapKind;
  /** A fault, rule, dialect or null server. */
  readonly subject: string;
  /** In a sentence: what was expected, and what to do. */
  readonly text: string;
}

export type GapKind =
  | "fault-unfound"
  | "fault-found-by-others"
  | "claim-missed"
  | "claim-unknown"
  | "rule-without-killer"
  | "false-alarm"
  | "unsure"
  | "reason-unused"
  | "null-pass";

/** What a rule came to with a fault that it claims, over all seeds. */
export interface Claim {
  readonly rule: string;
  readonly seeds: number;
  /** With how many of the seeds it found the fault. */
  readonly found: number;
  /** Those over which it was found first, with any seed. */
  readonly bindings: readonly string[];
}

export interface FaultProof {
  readonly name: string;
  readonly title: string;
  readonly class: string;
  readonly visibility: string;
  readonly statements: readonly string[];
  readonly claims: readonly Claim[];
  /** Rules that do not claim it, and found it with few cases over one binding. */
  readonly others: readonly string[];
  /** Until it was found by a rule that claims it: the median over rules and seeds; null when it never was. */
  readonly medianCases: number | null;
  readonly medianRequests: number | null;
  /** Calls of the smallest failing case of all. */
  readonly smallestCase: number | null;
}

export interface RuleProof {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly statements: readonly string[];
  /** Faults that it claims and found. */
  readonly killers: readonly string[];
  /** Faults that it found and does not claim. */
  readonly alsoFinds: readonly string[];
}

/** Units are a rule over a binding with a seed. */
export interface DialectProof {
  readonly name: string;
  readonly description: string;
  readonly units: number;
  /** Passed or observed. */
  readonly held: number;
  readonly notApplicable: number;
  /** SHOULD rules that it breaks, with a reason of its own. */
  readonly excused: readonly {
    readonly rule: string;
    readonly statement: string;
    readonly reason: string;
    readonly units: number;
  }[];
  readonly falseAlarms: readonly string[];
  readonly unsure: readonly string[];
}

export interface NullServerProof {
  readonly name: string;
  readonly title: string;
  /** Units of MUST rules, by verdict. */
  readonly must: {
    readonly fail: number;
    readonly inconclusive: number;
    readonly "not-applicable": number;
    readonly pass: number;
  };
  /** Also of SHOULD rules, which are no gap. */
  readonly passes: readonly {
    readonly rule: string;
    readonly level: Level;
    readonly binding: string;
    readonly entrance: Entrance;
  }[];
}

/** The kill matrix, as `proof.json` holds it. */
export interface Proof {
  readonly format: "assay-proof";
  readonly formatVersion: 1;
  readonly tool: { readonly name: "assay"; readonly version: string };
  readonly run: {
    readonly startedAt: string;
    readonly durationMs: number;
    readonly workers: number;
    readonly seeds: readonly number[];
    readonly runs: number;
    /** Whether rules that do not claim a fault were tried only where no other finds it. */
    readonly claimsOnly: boolean;
    /** False when it was interrupted: what is missing says nothing then. */
    readonly complete: boolean;
    /** True when it was about some rules or servers only. */
    readonly narrowed: boolean;
    readonly command: string;
  };
  /** Of what it is about; when one differs, the proof is out of date. */
  readonly digests: ProofDigests;
  readonly faults: readonly FaultProof[];
  readonly rules: readonly RuleProof[];
  readonly dialects: readonly DialectProof[];
  readonly nullServers: readonly NullServerProof[];
  readonly gaps: readonly Gap[];
}

export interface ProofDigests {
  readonly rules: string;
  readonly faults: string;
  readonly dialects: string;
  readonly nullServers: string;
}
