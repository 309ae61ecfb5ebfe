/** Exactly the verdicts of the report format. */
export type VerdictKind = "pass" | "fail" | "inconclusive" | "not-applicable" | "observed";

/** Why a unit has no verdict of its own: the run was interrupted or stopped. */
export const NOT_REACHED = "the run ended before it was judged";

/** Which of several verdicts speaks for all of them: a violation first, then what could not be judged. */
export const VERDICT_ORDER: readonly VerdictKind[] = [
  "fail",
  "inconclusive",
  "pass",
  "observed",
  "not-applicable",
];

/** The verdict that speaks for all: the first of {@link VERDICT_ORDER} that occurs; none is not-applicable. */
export function worst(verdicts: readonly VerdictKind[]): VerdictKind {
  return VERDICT_ORDER.find((kind) => verdicts.includes(kind)) ?? "not-applicable";
}
