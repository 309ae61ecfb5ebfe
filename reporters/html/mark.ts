import type { Severity } from "../severity.ts";
import { type Html, html } from "./html.ts";

/** A severity, or what a statement or a cell has instead of one. */
export type Sign = Severity | "untested" | "absent";

/** A sign and a word for each: colour never stands alone. */
export const SIGNS: Readonly<Record<Sign, { readonly sign: string; readonly word: string }>> = {
  violated: { sign: "✕", word: "fail" },
  warning: { sign: "!", word: "warning" },
  known: { sign: "≈", word: "known" },
  stale: { sign: "!", word: "stale" },
  inconclusive: { sign: "?", word: "inconclusive" },
  pass: { sign: "✓", word: "pass" },
  observed: { sign: "○", word: "observed" },
  "not-applicable": { sign: "–", word: "not applicable" },
  untested: { sign: "·", word: "untested" },
  absent: { sign: "·", word: "not in this run" },
};

/** The sign in its colour with its word, or with other words. */
export function mark(severity: Sign, words: string = SIGNS[severity].word): Html {
  return html`<span class="mark v-${severity}"><i aria-hidden="true">${SIGNS[severity].sign}</i>${words}</span>`;
}

/** The sign alone; the word is for screen readers, and shown when one points at it. */
export function smallMark(severity: Sign, words: string = SIGNS[severity].word): Html {
  return html`<span class="mark v-${severity}" title="${words}"><i aria-hidden="true">${SIGNS[severity].sign}</i><span class="sr">${words}</span></span>`;
}
