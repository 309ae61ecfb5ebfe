import type { HistoryCall } from "../../model/failure.ts";
import type { BytesApart } from "../answer/tell-difference.ts";

/** One thing that an answer should have been and was not, in the words of the rule. */
export interface Mismatch {
  readonly expected: string;
  readonly actual: string;
  /** The part of the answer that is looked at, as {@link expected} begins: `the header location`. Absent: all of it. */
  readonly about?: string;
  /** Of wrong bytes: what stands where they begin to be wrong. */
  readonly bytes?: BytesApart;
  /** Of calls in flight together: all of them. */
  readonly history?: readonly HistoryCall[];
  /** The statements that it breaks; absent: all that the rule carries. */
  readonly statements?: readonly string[];
  /**
   * What tells it from others, without anything that a generator or a server chose: `expected a deleted
   * handler to be refused, got accepted`. Absent: it is made of the words and the kind of answer.
   */
  readonly kind?: string;
  /** Statements that may be broken instead: a failure of this kind that breaks those explains it as well. */
  readonly orElse?: readonly string[];
}
