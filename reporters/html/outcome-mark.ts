import { isWhollyJudged } from "../../src/model/how-judged.ts";
import type { Outcome, TargetReport } from "../../src/model/report.ts";
import { type Html, html } from "./html.ts";

const SIGNS: Readonly<Record<Outcome, string>> = {
  conforms: "✓",
  holds: "✓",
  violates: "✕",
  incomplete: "?",
};

/** The outcome of a target, as sign and words; in the colour of what was judged whole only where it was. */
export function outcomeMark(
  { outcome, judged }: Pick<TargetReport, "outcome" | "judged">,
  words: string,
): Html {
  const partial = isWhollyJudged(judged) ? "" : " partial";
  return html`<span class="mark o-${outcome}${partial}"><i aria-hidden="true">${SIGNS[outcome]}</i>${words}</span>`;
}
