import type { Answer } from "../../judge/answer/answer.ts";
import { outcomeWords } from "../../judge/answer/outcome-words.ts";
import { isOfCredential, toldErrors } from "../../judge/answer/told-errors.ts";
import type { CaseResult } from "./trace.ts";

/** One of the things that are wrong with an answer, without what a server or a generator chose. */
export interface FailureKind {
  /** Those that are broken. */
  readonly statements: readonly string[];
  /** Those that may be broken instead. */
  readonly orElse: readonly string[];
  /** `expected a deleted handler to take nothing any more, got accepted` */
  readonly words: string;
}

/** What is wrong with the first answer of a case that is not right. */
export function kindsOf({ mismatches, trace }: CaseResult): readonly FailureKind[] {
  const [first] = mismatches;
  if (!first) return [];
  const answer = trace[first.step - 1]?.answer;
  const got = answer ? gotWords(answer) : generic(first.actual);
  return mismatches
    .filter(({ step }) => step === first.step)
    .map(({ statements = [], orElse = [], expected, kind }) => ({
      statements,
      orElse,
      words: kind ?? `expected ${generic(expected)}, got ${got}`,
    }));
}

/**
 * What makes two failures of a rule over a binding the same: the statements that are broken, what was
 * expected, and what kind of answer came instead. Values that a server or a generator chose never count.
 */
export function signatureOf(result: CaseResult): string {
  const parts = kindsOf(result).map(({ statements, words }) => [...statements, words].join(" "));
  return [...new Set(parts)].sort().join("; ");
}

/**
 * Whether failures that are known already explain this one: everything that is wrong is of a known kind
 * and breaks at least the same statements. A case in which more was done before the same failure may
 * name more than the smallest one does.
 */
export function isKnownFailure(result: CaseResult, known: readonly FailureKind[]): boolean {
  const kinds = kindsOf(result);
  const isKnown = ({ statements, orElse, words }: FailureKind): boolean => {
    const possible = [...statements, ...orElse];
    return known.some(
      (one) => one.words === words && one.statements.every((id) => possible.includes(id)),
    );
  };
  return kinds.length > 0 && kinds.every(isKnown);
}

/**
 * What kind of answer came. Which of several errors a bad credential gets depends on the one that a case
 * happened to have: the least particular stands for all.
 */
export function gotWords(answer: Answer): string {
  const words = outcomeWords(answer);
  const told = toldErrors(answer).filter(isOfCredential);
  const [own, general] = [told[0]?.words, told.at(-1)?.words];
  return own === undefined || general === undefined ? words : words.replace(own, general);
}

function generic(text: string): string {
  let words = "";
  let from = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', from)) {
    const end = endOfQuote(text, at);
    if (end === undefined) break;
    words += `${withoutNumbers(text.slice(from, at))}#`;
    from = end;
  }
  return words + withoutNumbers(text.slice(from));
}

/** Behind the quote that ends what begins at a place; undefined where nothing does. */
function endOfQuote(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '"') return at + 1;
    if (character === "\\") at++;
  }
  return undefined;
}

function withoutNumbers(text: string): string {
  return text.replace(/\d+/g, "#");
}
