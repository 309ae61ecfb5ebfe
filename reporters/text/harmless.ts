// biome-ignore-all lint/suspicious/noControlCharactersInRegex: they are what is looked for
/** What a terminal obeys: controls but for tab and line feed, C1 among them, and what turns the order of letters. */
const OBEYED =
  /\u001b\[\d{1,2}m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|[\p{Cs}\u{e0000}-\u{e007f}]/gu;

/** Our own colours are written so, and nothing else is. */
const COLOUR = /^\u001b\[\d{1,2}m$/;

/** At the start of a line, after whatever a runner passes over: a command of GitHub Actions. */
const COMMAND = /^((?:[^\S\n]|\u001b\[\d{1,2}m)*):(?=:)/gm;

/** Anywhere: the older commands of GitHub Actions, those of Azure Pipelines and of TeamCity. */
const INNER_COMMAND = /##(?=\[|vso\[|teamcity\[)/gi;

const HEX = 16;
const HEX_DIGITS = 4;

/**
 * Text that a program prints, so that neither a terminal nor the runner of a pipeline obeys what a
 * server, a report or a rule file put into it: what they would obey becomes an escape such as `\u001b`,
 * as JSON has it, so that JSON stays JSON of the same value. Lines and tabs stay. Twice is as once.
 *
 * @param colors whether the text has colours of ours, which stay
 */
export function harmless(text: string, { colors = false } = {}): string {
  return withoutControls(text, colors)
    .replace(COMMAND, (_, before: string) => `${before}\\u003a`)
    .replace(INNER_COMMAND, "#\\u0023");
}

/** As {@link harmless}, but commands to a runner stay: for those that are ours. */
export function withoutControls(text: string, colors = false): string {
  return text.replace(OBEYED, (found) => (colors && COLOUR.test(found) ? found : escaped(found)));
}

/** Each UTF-16 unit by itself, as JSON needs it. */
function escaped(text: string): string {
  return [...Array(text.length).keys()].map((index) => unit(text.charCodeAt(index))).join("");
}

function unit(code: number): string {
  // What a colour has beside its ESC can be seen.
  if (code > 0x1f && code < 0x7f) return String.fromCharCode(code);
  return `\\u${code.toString(HEX).padStart(HEX_DIGITS, "0")}`;
}
