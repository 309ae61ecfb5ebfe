import type { PublicFaultName } from "../../../reference/faults.ts";

/**
 * What the rules found that were there when the public faults were written. It is kept as it was, and never
 * measured again: it tells what a rule file is worth that nobody measured.
 */
export const FIRST_SCORE: {
  /** The day, and the revision of the rules. */
  readonly date: string;
  readonly revision: string;
  readonly seeds: number;
  readonly faults: number;
  readonly found: number;
  readonly medianCases: number;
  readonly missed: readonly PublicFaultName[];
} = {
  date: "2026-11-29",
  revision: "4c6dd68",
  seeds: 1,
  faults: 0,
  found: 0,
  medianCases: 0,
  missed: [],
};
