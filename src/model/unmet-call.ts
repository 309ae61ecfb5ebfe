import type { RecordedStep } from "./failure.ts";

/** How a call ends: its operation did what it is for, or said in a readable way that it did not. */
export type CallOutcome = "accepted" | "refused";

/**
 * A call of a control or a set-up that was not answered as the documents have it, so that nothing could be
 * said about the rule that rests on it. Plain data, without secrets.
 */
export interface UnmetCall {
  readonly step: RecordedStep;
  /** `told`: the call did what it is for, or did not, as the documents have it; its answer is wrong in what it tells. */
  readonly wanted: CallOutcome | "told";
  /** With `told`: the part of the answer that is wrong, `the header upload-length`. */
  readonly about?: string;
  /** The kind of answer that came instead, in the words of signatures. */
  readonly got: string;
  /** An entry of the deviations file accepts that the rule is not judged because of it. */
  readonly known?: true;
}
