import { distance } from "fastest-levenshtein";

/** Up to this share of the longer word may differ; a short word may always differ in one place. */
const TOLERANCE = 0.4;

/** The candidate that was probably meant, or undefined when none is close. Letter case is free. */
export function didYouMean(name: string, candidates: readonly string[]): string | undefined {
  const typed = name.toLowerCase();
  const close = candidates
    .map((candidate) => ({ candidate, away: distance(typed, candidate.toLowerCase()) }))
    .filter(({ candidate, away }) => {
      const longer = Math.max(name.length, candidate.length);
      return away < longer && away <= Math.max(1, Math.floor(longer * TOLERANCE));
    })
    .sort((a, b) => a.away - b.away);
  return close[0]?.candidate;
}
