/** One thing that an answer should have been and was not, in the words of the rule. */
export interface Mismatch {
  readonly expected: string;
  readonly actual: string;
}
