import type { ToldText } from "./told-texts.ts";
import { CHARACTER_SETS, ENCODINGS } from "./ways-to-spoil.ts";

/** A text that comes back as something else than it was. */
export interface Spoilt {
  readonly sent: string;
  readonly told: ToldText;
  /** What became of it, in words without any value: `escaped for XML or HTML once too often`. */
  readonly how: string;
}

/** A shorter text may stand in another one by chance. */
const LONG_ENOUGH = 8;
/** Something that an encoding would change: a space, a sign that is escaped somewhere, a letter beyond ASCII. */
const TELLING = /[^\w.\-/:~@$=,;(){}[\]]/;
/** A text of one character is in any other. */
const SHORTEST = 2;

/**
 * The first of the sent texts that a told one holds with one encoding too much or too little, or in another
 * character set. A told text that holds one of them as it was sent is right, whatever else it says; one that
 * has nothing to do with them says nothing, and nor does one that was trimmed, composed otherwise, written in
 * other letter case, or cut at a place that has nothing to do with what stands there.
 */
export function spoiltIn(told: ToldText, sent: readonly string[]): Spoilt | undefined {
  const telling = sent.filter((text) => text.length >= SHORTEST && TELLING.test(text));
  if (telling.some((text) => told.text.includes(text))) return undefined;
  for (const text of telling) {
    const how =
      tooMuch(told, text) ??
      tooLittle(told, text, sent) ??
      inOtherSet(told, text) ??
      cutShort(told, text, sent);
    if (how !== undefined) return { sent: text, told, how };
  }
  return undefined;
}

function tooMuch({ text: told, isPlainHeader }: ToldText, sent: string): string | undefined {
  const found = ENCODINGS.find(({ called, decoded, isOfWhole }) => {
    if (isPlainHeader && called !== ESCAPED) return false;
    const once = decoded(told);
    return once !== told && (isOfWhole ? once === sent : once.includes(sent));
  });
  return found && `${found.called} once too often`;
}

/** Whatever percent-encoding a plain header has: browsers undo it. */
const ESCAPED = "escaped for XML or HTML";

function tooLittle({ text: told }: ToldText, sent: string, all: readonly string[]) {
  const found = ENCODINGS.find(({ decoded }) => {
    const once = decoded(sent);
    if (once === sent || all.some((other) => other.includes(once))) return false;
    return once.length < LONG_ENOUGH ? told === once : told.includes(once);
  });
  return found && `decoded once too often, as if it were ${found.called}`;
}

function inOtherSet({ text: told, isPlainHeader }: ToldText, sent: string): string | undefined {
  if (isPlainHeader) return undefined;
  const found = CHARACTER_SETS.find(({ spoilt }) => {
    const other = spoilt(sent);
    if (other === sent || !/[^?\ufffd]/.test(other)) return false;
    return other.length < LONG_ENOUGH ? told === other : told.includes(other);
  });
  return found?.called;
}

/** It ends where a character stands that an encoding would change, as if the rest were not there. */
function cutShort({ text: told }: ToldText, sent: string, all: readonly string[]) {
  const [next = ""] = sent.slice(told.length);
  const isCut =
    told.length >= LONG_ENOUGH &&
    sent.startsWith(told) &&
    next !== " " &&
    TELLING.test(next) &&
    !all.includes(told);
  return isCut ? "cut before a character that is encoded somewhere" : undefined;
}
