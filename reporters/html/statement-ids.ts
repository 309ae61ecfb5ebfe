import { thousands } from "../text/count.ts";

/** A rule about sequences of calls may carry dozens. */
const SHOWN = 4;

/** The first statements of a rule, and how many there are more: `DUH-01 DUH-07 and 26 more`. */
export function statementIds(ids: readonly string[]): string {
  const more = ids.length - SHOWN;
  return `${ids.slice(0, SHOWN).join(" ")}${more > 0 ? ` and ${thousands(more)} more` : ""}`;
}
