import type { Binding } from "./binding.ts";
import type { Exchange } from "./exchange.ts";
import type { Level } from "./level.ts";
import type { Plain } from "./value.ts";
import type { VerdictKind } from "./verdict.ts";

/** `report.json`, format version 1: the one source of every other format. */
export interface Report {
  readonly format: "assay-report";
  readonly formatVersion: 1;
  readonly tool: { readonly name: "assay"; readonly version: string };
  readonly run: RunInfo;
  readonly specs: {
    readonly digest: string;
    readonly rules: number;
    readonly statements: number;
  };
  readonly targets: readonly TargetReport[];
}

export interface RunInfo {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly seed: number;
  /** False when the run was interrupted or stopped early: what is missing was not judged. */
  readonly complete: boolean;
  readonly shard: string | null;
  readonly command: string;
}

export type Outcome = "conforms" | "violates" | "incomplete";

export type VerdictCounts = Partial<Record<VerdictKind, number>>;

export interface TargetReport {
  readonly name: string;
  readonly description?: string;
  readonly outcome: Outcome;
  /** Why the target could not be judged at all, when that is so. */
  readonly reason?: string;
  readonly requests: number;
  readonly cases: number;
  readonly counts: Readonly<Record<Level, VerdictCounts>>;
  readonly statements: Readonly<Record<string, StatementReport>>;
  /** In the order of the ids. */
  readonly rules: readonly RuleReport[];
  /** What the run created and could not remove. */
  readonly leftovers: readonly string[];
  /** What was exercised; absent when nothing was. */
  readonly coverage?: Coverage;
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
}

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
  readonly verdict: VerdictKind;
  /** Why the verdict is not a pass, in one sentence; null for a pass. */
  readonly reason: string | null;
  /** The deviation entry that excuses the failure. */
  readonly known: {
    readonly reason: string;
    readonly link?: string;
    readonly since?: string;
  } | null;
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
}

export interface Failure {
  /** Stable for the same rule, binding and kind of failure. */
  readonly id: string;
  readonly binding: string;
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
  /** What was judged of the answer. */
  readonly judged?: Plain;
  readonly answer: string;
}
