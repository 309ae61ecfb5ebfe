import { wrongBytes } from "../../../../judge/answer/tell-difference.ts";
import type { ReadingWay } from "../../../../model/service.ts";
import type { BytesSpec } from "../../../../model/value.ts";
import { wordsOf } from "../../../../properties/places/call.ts";
import { payloadOf } from "../../../../wire/encode/bytes.ts";
import type { Read, Written } from "./write-and-read.ts";

/** A path that was written several times, and what was read of it afterwards. No two contents are the same. */
export interface Played {
  /** What was there before, if anything. */
  readonly first: BytesSpec | undefined;
  readonly wrote: readonly {
    readonly content: BytesSpec;
    readonly statements: readonly string[];
    readonly written: Written;
  }[];
  readonly latest: readonly { readonly way: ReadingWay; readonly outcome: Read }[];
  /** What the first number gave before the others were written. */
  readonly before: Read | undefined;
  /** What the numbers gave afterwards, in order; none where nothing reads by number. */
  readonly numbers: readonly Read[];
  /** What says that a number gives its version. */
  readonly statements: readonly string[];
}

interface Wrong {
  readonly expected: string;
  readonly actual: string;
  readonly statements: readonly string[];
  /** Where it was read. */
  readonly step: number;
  /** A version is there no longer that was. */
  readonly isLost?: true;
}

/** Whether what was written one after the other is read as it was written, so that it can be compared with. */
export function isInOrder(played: Played): boolean {
  const last = played.wrote.findLast(({ written }) => written === "accepted");
  const latest = last?.content ?? played.first;
  const [read] = played.latest;
  if (played.wrote.some(({ written }) => written === "unknown")) return false;
  if (!latest || !read || !gives(read.outcome, latest)) return false;
  const given = played.numbers.filter(({ bytes }) => bytes).map((one) => whichOf(one, played));
  const isDoubled = new Set(given).size < given.length;
  return !given.includes(undefined) && !isDoubled && !isFirstWrong(played);
}

/** What is wrong with what was written at once, where it is not so with the same one after the other. */
export function wrongAmong(played: Played, ordered: Played): Wrong | undefined {
  return wrongLatest(played, ordered) ?? wrongNumber(played) ?? lostFirst(played, ordered);
}

function wrongLatest(played: Played, ordered: Played): Wrong | undefined {
  const { first, wrote, latest } = played;
  const accepted = wrote.filter(({ written }) => written === "accepted");
  const possible = wrote.filter(({ written }) => written !== "refused");
  const statements = [...new Set(accepted.flatMap((one) => one.statements))];
  for (const [index, { way, outcome }] of latest.entries()) {
    if (ordered.latest[index]?.outcome.kind !== "accepted") continue;
    const isFirstLeft = accepted.length === 0 || way.orVersion !== undefined;
    const contents = possible.map(({ content }) => content);
    const allowed = isFirstLeft && first ? [first, ...contents] : contents;
    if (allowed.some((content) => gives(outcome, content))) continue;
    // Nothing was accepted where nothing was.
    if (allowed.length === 0 || (accepted.length === 0 && !first)) continue;
    return {
      expected: `that ${way.name} gives what one of the ${accepted.length} wrote that were accepted at once, or ${among(allowed)}`,
      actual: told(outcome, played),
      statements: statements.length > 0 ? statements : way.statements,
      step: outcome.step,
    };
  }
  return undefined;
}

function wrongNumber(played: Played): Wrong | undefined {
  const { numbers, statements, wrote } = played;
  const given = numbers.map((one) => (one.bytes ? (whichOf(one, played) ?? "other") : "none"));
  const other = given.indexOf("other");
  const whole = numbers[other];
  if (whole) {
    return {
      expected: `that version ${other + 1} gives what one of those wrote that were accepted at once`,
      actual: told(whole, played),
      statements,
      step: whole.step,
    };
  }
  if (isFirstWrong(played) && numbers[0]) {
    return {
      expected: "that the first version gives what it gave before others were written at once",
      actual: told(numbers[0], played),
      statements,
      step: numbers[0].step,
    };
  }
  const twice = given.findIndex((one, index) => one !== "none" && given.indexOf(one) < index);
  const again = numbers[twice];
  const there = given.filter((one) => one !== "none").length;
  const accepted = wrote.filter(({ written }) => written !== "refused").length;
  // One more may be a call that was made twice on its way.
  if (!again || there > accepted + (played.first ? 1 : 0)) return undefined;
  return {
    expected: "that no two versions give the same, as no two writes had the same contents",
    actual: `versions ${given.indexOf(given[twice] ?? "none") + 1} and ${twice + 1} both gave ${told(again, played)}`,
    statements,
    step: again.step,
  };
}

/** The first version, which is there no longer. How many are kept the same writes say one after the other. */
function lostFirst({ before, numbers, statements }: Played, ordered: Played): Wrong | undefined {
  const [now] = numbers;
  const wasThere = before?.bytes && ordered.before?.bytes;
  const [kept] = ordered.numbers;
  if (!wasThere || !now || now.bytes || !kept?.bytes) return undefined;
  const more = (of: readonly Read[]) => of.filter(({ bytes }) => bytes).length;
  if (more(numbers.slice(1)) > more(ordered.numbers.slice(1))) return undefined;
  return {
    expected:
      "the first version, which was there before others were written at once, and is there after the same one by one",
    actual: now.words,
    statements,
    step: now.step,
    isLost: true,
  };
}

/** Whether the first number gives something, and something else than before. */
function isFirstWrong(played: Played): boolean {
  const { before, numbers } = played;
  const [now] = numbers;
  if (!before?.bytes || !now?.bytes) return false;
  return !before.bytes.equals(now.bytes);
}

function contentsOf({ first, wrote }: Played): readonly BytesSpec[] {
  const others = wrote.map(({ content }) => content);
  return first ? [first, ...others] : others;
}

/** Which of the contents that is. */
function whichOf(outcome: Read, played: Played): number | undefined {
  const found = contentsOf(played).findIndex((content) => gives(outcome, content));
  return found < 0 ? undefined : found;
}

function gives({ bytes }: Read, content: BytesSpec): boolean {
  return bytes?.equals(payloadOf(content).bytes) === true;
}

function among(contents: readonly BytesSpec[]): string {
  return `: ${contents.map(wordsOf).join("; ")}`;
}

/** What was read, in the words of a report. */
function told(outcome: Read, played: Played): string {
  const { bytes, words } = outcome;
  if (!bytes) return words;
  const contents = contentsOf(played);
  const which = contents[whichOf(outcome, played) ?? contents.length];
  if (which) return `the ${wordsOf(which)}`;
  const [near] = contents.filter((content) => payloadOf(content).bytes.length === bytes.length);
  const size = `${bytes.length} bytes that nobody wrote`;
  return near ? wrongBytes(size, payloadOf(near).bytes, bytes).actual : size;
}
