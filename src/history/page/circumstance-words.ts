import type { Circumstance } from "../history.ts";

const WORDS: Readonly<Record<Circumstance, string>> = {
  rules: "other rules",
  tool: "another version of assay",
  edition: "another edition",
};

/** `other rules, another edition`: what a change may come from beside the server; empty for nothing. */
export function circumstanceWords(changed: readonly Circumstance[]): string {
  return changed.map((one) => WORDS[one]).join(", ");
}
