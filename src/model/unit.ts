import type { Failure } from "./failure.ts";
import type { UnmetCall } from "./unmet-call.ts";
import type { VerdictKind } from "./verdict.ts";

/** The verdict about one rule over one binding (or all of them together) on one target. Plain data. */
export interface UnitVerdict {
  readonly target: string;
  readonly rule: string;
  /** A binding, or for rules about several `get+post+soap11`. */
  readonly binding: string;
  readonly verdict: VerdictKind;
  /** Why it is not a pass. */
  readonly reason: string | null;
  readonly cases: number;
  /** Requests of its cases, without those for sessions and clean-up. */
  readonly requests: number;
  readonly durationMs: number;
  readonly failures: readonly Failure[];
  readonly observed: Readonly<Record<string, string>> | null;
  /** It could not be judged because it failed now and then. */
  readonly flaky?: true;
  /** The calls that it could not be judged for; absent where something else was in the way, too. */
  readonly unmet?: readonly UnmetCall[];
  /** Of a rule that only some editions promise: whether it holds. */
  readonly holds?: boolean;
  /** The rule's statements that something was judged about. */
  readonly exercised: readonly string[];
  readonly alternatives: Readonly<Record<string, number>>;
}
