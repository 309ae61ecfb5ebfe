import type { Outcome } from "../../src/model/report.ts";
import { type Html, html } from "./html.ts";

const SIGNS: Readonly<Record<Outcome, string>> = {
  conforms: "✓",
  holds: "✓",
  violates: "✕",
  incomplete: "?",
};

/** The outcome of a target, as sign and words. */
export function outcomeMark(outcome: Outcome, words: string = outcome): Html {
  return html`<span class="mark o-${outcome}"><i aria-hidden="true">${SIGNS[outcome]}</i>${words}</span>`;
}
