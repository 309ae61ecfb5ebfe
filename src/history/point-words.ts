import { isWhollyJudged } from "../model/how-judged.ts";
import type { Point } from "./history.ts";

/** The outcome of a target in a run: `conforms as far as it was judged`. */
export function pointWords({ outcome, judged }: Pick<Point, "outcome" | "judged">): string {
  const isPartial = outcome === "conforms" && !isWhollyJudged(judged);
  return isPartial ? `${outcome} as far as it was judged` : outcome;
}
