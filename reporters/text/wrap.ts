import stringWidth from "string-width";
import { characters } from "./characters.ts";

/**
 * The text in lines of at most `width` columns, broken at spaces; a word longer than a line is cut.
 * Line feeds in the text begin a new line. Never returns an empty list.
 *
 * Nothing but the spaces at which it is broken is left out or changed. wrap-ansi 10 composes characters
 * (NFC) and drops spaces, so that what a server sent would not be what is shown.
 */
export function wrap(text: string, width: number): readonly string[] {
  return text.split("\n").flatMap((paragraph) => wrapParagraph(paragraph, Math.max(width, 1)));
}

function wrapParagraph(paragraph: string, width: number): readonly string[] {
  if (stringWidth(paragraph) <= width) return [paragraph];
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ").flatMap((long) => cut(long, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && stringWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function cut(word: string, width: number): readonly string[] {
  if (stringWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = "";
  let used = 0;
  for (const { text, columns } of characters(word)) {
    if (used + columns > width && piece !== "") {
      pieces.push(piece);
      piece = "";
      used = 0;
    }
    piece += text;
    used += columns;
  }
  return [...pieces, piece];
}
