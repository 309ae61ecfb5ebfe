import { distance } from "fastest-levenshtein";

/** Up to this share of the longer word may differ; a short word may always differ in one place. */
const TOLERANCE = 0.4;

/** The candidate that was probably meant, or undefined when none is close. Letter case is free. */
export function didYouMean(name: string, candidates: readonly string[]): string | undefined {
  const typed = name.toLowerCase();
  const close = candidates
    .map((candidate) => ({ candidate, away: editsBetween(typed, candidate.toLowerCase()) }))
    .filter(({ candidate, away }) => {
      const longer = Math.max(name.length, candidate.length);
      return away < longer && away <= Math.max(1, Math.floor(longer * TOLERANCE));
    })
    .sort((a, b) => a.away - b.away);
  return close[0]?.candidate;
}

/** Levenshtein's distance, but letters in the wrong order are one slip and not two. */
function editsBetween(a: string, b: string): number {
  const edits = distance(a, b);
  return edits === 2 && sorted(a) === sorted(b) ? 1 : edits;
}

function sorted(word: string): string {
  return [...word].sort().join("");
}
