import type pc from "picocolors";

/** What the parts of a comparison are written on. */
export interface DiffPaper {
  readonly paint: ReturnType<typeof pc.createColors>;
  readonly width: number;
  /** How many changes of a sort are shown. */
  readonly shown: number;
}

/** What is left out, in a line; nothing when nothing is. */
export function andMore(n: number): readonly string[] {
  return n > 0 ? [`    and ${n} more, with --verbose`] : [];
}
