const ALPHANUMERIC = /[A-Za-z0-9]/;
const NAMED: Readonly<Record<string, string>> = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  '"': "quot",
  "'": "apos",
};
const JSON_SHORT: Readonly<Record<string, string>> = {
  "\b": "b",
  "\f": "f",
  "\n": "n",
  "\r": "r",
  "\t": "t",
};
/** JSON inside JSON inside JSON: each level doubles the backslashes. */
const MAX_BACKSLASHES = 8;

/** The characters of escapes, which an encoder around another one escapes as well. */
const PERCENT = "%(?:25)*";
const SEMICOLON = `(?:;|${PERCENT}3[bB])`;
const AMPERSAND = `(?:&|${PERCENT}26)(?:(?:amp|#0*38|#[xX]0*26)${SEMICOLON})*`;
const HASH = `(?:#|${PERCENT}23)`;
const BACKSLASH = `(?:\\\\|${PERCENT}5[cC]|${AMPERSAND}${HASH}(?:0*92|[xX]0*5[cC])${SEMICOLON})`;
const BACKSLASHES = `${BACKSLASH}{1,${MAX_BACKSLASHES}}`;

/**
 * The source of a regular expression that finds a text in any mix of encodings: raw,
 * percent-encoded or as a form (upper or lower hexadecimal, also encoded twice), escaped for XML
 * (names, decimal, hexadecimal, also several times), escaped for JSON, JSON inside XML, either of them
 * percent-encoded, UTF-8 read as Latin-1. Letters and digits are expected as they are, since no usual
 * encoder touches them. The work is linear in the text that is searched.
 */
export function secretPattern(secret: string): string {
  return secret
    .split(/(\\+)/)
    .map((part) => (part.startsWith("\\") ? backslashes(part.length) : [...part].map(one).join("")))
    .join("");
}

/** A run is one unit: character by character, the ways to share a longer run would multiply. */
function backslashes(count: number): string {
  const escaped = unicodeEscapes("\\");
  return `(?:(?:${escaped}){${count}}|${BACKSLASH}{${count},${count * MAX_BACKSLASHES}})`;
}

function one(character: string): string {
  if (ALPHANUMERIC.test(character)) return character;
  // A reference may begin with an ampersand that is percent-encoded, and is longer than that alone.
  const ways = [references(character), percentBytes(character), unicodeEscapes(character)];
  if (character === " ") ways.push("\\+");
  if (character === '"' || character === "/") {
    const itself = [percentBytes(character), references(character), character];
    ways.push(`${BACKSLASHES}(?:${itself.join("|")})`);
  }
  const short = JSON_SHORT[character];
  if (short) ways.push(`${BACKSLASHES}${short}`);
  const misread = Buffer.from(character).toString("latin1");
  if (misread !== character) ways.push(literal(misread));
  // Last, so that an escape which begins with the character itself is covered whole.
  ways.push(literal(character));
  return `(?:${ways.join("|")})`;
}

function percentBytes(character: string): string {
  return [...Buffer.from(character)].map((byte) => `${PERCENT}${anyCase(hex(byte, 2))}`).join("");
}

function references(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const name = NAMED[character];
  const ways = [`${HASH}0*${code}`, `${HASH}[xX]0*${anyCase(hex(code, 1))}`];
  if (name) ways.push(name);
  return `${AMPERSAND}(?:${ways.join("|")})${SEMICOLON}`;
}

function unicodeEscapes(character: string): string {
  return character
    .split("")
    .map((unit) => `${BACKSLASHES}u${anyCase(hex(unit.charCodeAt(0), 4))}`)
    .join("");
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

function anyCase(text: string): string {
  return text.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
