import stringWidth from "string-width";

/** A character as a reader takes it: a letter with its marks, a flag, an emoji of several code points. */
export interface Character {
  readonly text: string;
  /** That a terminal needs for it. */
  readonly columns: number;
}

const CHARACTERS = new Intl.Segmenter();

/** The characters of a text, none of them changed. */
export function* characters(text: string): Iterable<Character> {
  for (const { segment } of CHARACTERS.segment(text)) {
    yield { text: segment, columns: stringWidth(segment) };
  }
}
