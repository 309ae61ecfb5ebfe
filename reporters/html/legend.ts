import { thousands } from "../text/count.ts";
import { type Html, html } from "./html.ts";
import { SIGNS } from "./mark.ts";
import type { StackPart } from "./stack.ts";

/** What the colours of a picture stand for, each with its sign and number. */
export function legend(parts: readonly StackPart[]): Html {
  const items = parts
    .filter(({ n }) => n > 0)
    .map(
      ({ kind, n }) =>
        html`<li class="v-${kind}"><span class="dot" aria-hidden="true">${SIGNS[kind].sign}</span> ${thousands(n)} ${SIGNS[kind].word}</li>`,
    );
  return html`<ul class="legend">${items}</ul>`;
}
