/** One thing that an answer should have been and was not, in the words of the rule. */
export interface Mismatch {
  readonly expected: string;
  readonly actual: string;
  /** The statements that it breaks; absent: all that the rule carries. */
  readonly statements?: readonly string[];
}
