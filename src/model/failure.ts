import type { Binding } from "./binding.ts";
import type { Exchange } from "./exchange.ts";
import type { SavedFrom } from "./saved-from.ts";
import type { JsonValue } from "./value.ts";

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
  /** It only shows again what another rule found to be broken: its own statements are not what is. */
  readonly consequenceOf?: Consequence;
  /** An entry of the deviations file excuses it. */
  readonly known?: true;
  /** `k/n`: of n repetitions on fresh state, k failed. */
  readonly reproduced: string;
  /** Those repetitions were made beside others, of both users; by itself the case holds. */
  readonly underLoad?: true;
  readonly counterexample: Readonly<Record<string, JsonValue>>;
  readonly expected: readonly string[];
  readonly actual: string;
  /** Of wrong bytes: what stands where they begin to be wrong, in hex, and the number of the first byte. */
  readonly bytes?: {
    readonly from: number;
    readonly expected: string;
    readonly actual: string;
  };
  /** Of calls in flight together whose answers no order explains: each of them, in the order in which they began. */
  readonly history?: readonly HistoryCall[];
  /** Which step of the case failed, from 1. */
  readonly step: number;
  readonly exchanges: readonly Exchange[];
  /** A shell line (or lines, for a sequence) that repeats the case; secrets are variables. */
  readonly curl: string;
  readonly seed: number;
  /** The concrete steps of the smallest case, enough to send it again. */
  readonly steps: readonly RecordedStep[];
}

/** One of several calls in flight together. */
export interface HistoryCall {
  /** Who made it, one call after the other: `1`, `owner 3`; `before` and `after` the others. */
  readonly lane: string;
  /** In words: `last chunk 7`. */
  readonly call: string;
  /** What it came to, in words: `refused`, `1000 bytes`. */
  readonly answer: string;
  /** Where it begins and ends in the order in which all of them began and were answered, from 0. */
  readonly began: number;
  readonly ended: number;
  /** Its number among the steps, from 1. */
  readonly step: number;
  /** Without it some order explains the others. */
  readonly unexplained?: true;
}

/** The rule that explains a failure, and the statements that are broken there. */
export interface Consequence {
  readonly rule: string;
  readonly statements: readonly string[];
}

/** One call of a recorded case: handles that the server chose are references such as `$handler`. */
export interface RecordedStep {
  readonly call: string;
  readonly binding: Binding;
  readonly as: JsonValue;
  readonly with: Readonly<Record<string, JsonValue>>;
  /** Parameters that were left out. */
  readonly without?: readonly string[];
  /** Names that later steps know values of the answer by. */
  readonly save?: Readonly<Record<string, SavedFrom>>;
  /** Where the call was not made in the usual way: another method, another place, other names, another SOAP spelling. */
  readonly method?: string;
  readonly at?: JsonValue;
  readonly rename?: Readonly<Record<string, string>>;
  /** How it went over the wire, where not as usual. */
  readonly transfer?: JsonValue;
  readonly spelling?: "documented" | "wsdl";
  /** The answer asked for the same call again, which a later step is: a replay does so of its own accord. */
  readonly askedAgain?: true;
  /** The call was made again, every so many milliseconds, until these checks held or the time was over. */
  readonly until?: JsonValue;
  readonly within?: number;
  readonly every?: number;
  /** How often; its answer is the last. */
  readonly tries?: number;
  /** What was judged of the answer. */
  readonly judged?: JsonValue;
  /**
   * What became of the credential: the answer says that it is no good though nothing asked for that, or
   * the call is the one that ends the session.
   */
  readonly credential?: "refused" | "ended";
  readonly answer: string;
}
