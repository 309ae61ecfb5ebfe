import type pc from "picocolors";
import { isWhollyJudged } from "../../src/model/how-judged.ts";
import type { TargetReport } from "../../src/model/report.ts";
import type { FailOn } from "../render-options.ts";
import { severityOf } from "../severity.ts";

/** What the parts of the terminal summary are written on. */
export interface Paper {
  readonly paint: ReturnType<typeof pc.createColors>;
  readonly width: number;
  readonly verbose: boolean;
  readonly failOn: FailOn;
  readonly reportPath?: string;
}

/**
 * Text in the colour of an outcome, bright green only where all was judged and nothing is known to fail; the
 * words say the same without it.
 */
export function paintOutcome(
  { paint }: Paper,
  { outcome, judged, rules }: Pick<TargetReport, "outcome" | "judged" | "rules">,
  text: string,
): string {
  switch (outcome) {
    case "conforms":
      return isWhollyJudged(judged) && !rules.some((rule) => severityOf(rule) === "known")
        ? paint.bold(paint.green(text))
        : paint.green(text);
    case "holds":
      return paint.bold(text);
    case "violates":
      return paint.bold(paint.red(text));
    case "incomplete":
      return paint.bold(paint.yellow(text));
    default:
      return outcome satisfies never;
  }
}
