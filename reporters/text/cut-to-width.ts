import { characters } from "./characters.ts";

/** The first characters of a text, as many as take at most `width` columns of a terminal. */
export function cutToWidth(text: string, width: number): string {
  let shown = "";
  let used = 0;
  for (const { text: character, columns } of characters(text)) {
    used += columns;
    if (used > width) return shown;
    shown += character;
  }
  return shown;
}
