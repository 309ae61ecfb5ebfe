import { distance } from "fastest-levenshtein";

/** How many names are worth suggesting. */
const MOST = 3;

/** The known names that are most like `name`, the nearest first. */
export function nearNames(name: string, known: readonly string[]): readonly string[] {
  const words = name.toLowerCase().split("-");
  const score = (other: string) =>
    distance(name, other) - words.filter((word) => other.split("-").includes(word)).length * 2;
  return [...known].sort((a, b) => score(a) - score(b)).slice(0, MOST);
}
