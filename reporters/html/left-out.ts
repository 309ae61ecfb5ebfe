import { isWhollyJudged } from "../../src/model/how-judged.ts";
import type { TargetReport } from "../../src/model/report.ts";
import { judgedShortly } from "../judged-words.ts";
import { unjudged, unjudgedWords } from "../unjudged.ts";
import { type Html, html } from "./html.ts";
import { stack } from "./stack.ts";

/** How many of all MUST rules were judged, and why not the others; nothing where all were. */
export function leftOut(target: TargetReport): Html | false {
  const { judged } = target;
  if (isWhollyJudged(judged)) return false;
  const parts = [
    { kind: "pass" as const, n: judged.must },
    { kind: "untested" as const, n: judged.all - judged.must },
  ];
  const reasons = unjudged(target).map((group) => html`<li>${unjudgedWords(group)}</li>`);
  return html`<div class="left-out">${judged.all > 0 && stack(parts)}<p><strong>${judgedShortly(judged)}</strong>${reasons.length > 0 && ". Of the others:"}</p>
${reasons.length > 0 && html`<ul>${reasons}</ul>`}</div>
`;
}
