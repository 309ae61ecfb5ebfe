import type { Binding } from "../../model/binding.ts";
import type { Rule } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import type { OpenTarget } from "../target/open-target.ts";
import type { CaseResult } from "./trace.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The inputs of a case, by their names. */
export type Inputs = Readonly<Record<string, JsonValue>>;

/** What a unit is judged with: one rule over one binding, or over all of them together. */
export interface UnitOptions {
  readonly open: OpenTarget;
  readonly rule: Rule;
  /** One binding, or all of them for a rule about several. */
  readonly bindings: readonly Binding[];
  /** Generated cases, at most. */
  readonly runs: number;
  readonly vocabulary: Vocabulary;
  /** By `service/operation`: what is so slow that it is called for a rule of its own only. */
  readonly slow?: Readonly<Record<string, number>> | undefined;
  /** Which round of a campaign with a time budget it is: another round, other cases. Default 0. */
  readonly round?: number;
  /**
   * So many of its cases run at the same time, at most. Default 1. What is judged, and in which order, is the
   * same for any number.
   */
  readonly ahead?: number;
  /** Inputs that failed in an earlier run: tried before everything else. */
  readonly corpus?: readonly Inputs[];
  /** True: one long case besides, where the rule has a property with such cases. Default false. */
  readonly long?: boolean;
  /**
   * True: an invariant is judged by the answers of other rules alone. The calls that are made for it where nothing else is
   * judged are made in another process of the run. Default false.
   */
  readonly isWatchedOnly?: boolean;
  /** Once aborted, no further case begins: what was judged until then is the verdict's evidence. */
  readonly signal?: AbortSignal;
  /** False: a failing case is reported as it was found, which takes fewer requests. Default true. */
  readonly shrink?: boolean;
  /**
   * True: the control is looked at only once a case has failed, which takes fewer requests. `pass` then
   * says no more than that no case failed. Default false.
   */
  readonly onlyFailures?: boolean;
  /** Failures of different kinds that are looked for. Default 3. */
  readonly maxFailures?: number;
  /** Told of each case and its requests, in order; smaller ones of a failing case included. */
  readonly onCase?: (verdict: CaseResult["verdict"], requests: number, sent: CaseBytes) => void;
}

/** About how many bytes a case sent, and for which row of its tables, from 0. */
export interface CaseBytes {
  readonly row: number;
  readonly bytes: number;
}
