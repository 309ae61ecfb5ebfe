/** What the page's script shows of a rule's failures. Every text is ready to be shown: nothing in it is invisible. */
export interface RuleEvidence {
  readonly failures: readonly FailureEvidence[];
  /** Failures for which there is no room in the page. */
  readonly omitted: number;
}

export interface FailureEvidence {
  /** Of links to it: the id, and the target where an earlier one has the same id. */
  readonly anchor: string;
  /** Null where the report has one target only. */
  readonly target: string | null;
  readonly binding: string;
  /** `DUH-08: 3 of 3 times, at step 2, seed 7`. */
  readonly times: string;
  readonly expected: readonly string[];
  readonly actual: string;
  /** Of wrong bytes: expected and actual side by side, in hex; else empty. */
  readonly bytes: readonly string[];
  /** The smallest case, one line for each input. */
  readonly inputs: readonly string[];
  readonly curl: string;
  /** False where it is cut, or has characters that are shown as escapes. */
  readonly curlIsExact: boolean;
  readonly replay: string;
  /** The command that writes a test of it, up to the name of the format. */
  readonly exportAs: string;
  /** How many of the first exchanges are left out. */
  readonly left: number;
  readonly exchanges: readonly ExchangeEvidence[];
  /** Which of the exchanges is the one that failed, from 0; -1 when it is not among them. */
  readonly failing: number;
}

export interface ExchangeEvidence {
  readonly request: MessageEvidence;
  /** Null when no answer came; `none` says why. */
  readonly response: MessageEvidence | null;
  readonly none: string;
  readonly took: string;
}

export interface MessageEvidence {
  readonly start: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}
