/** The other one of its kind: a digit for a digit, a letter that is one in hexadecimal, too, in the same case. */
function another(character: string): string {
  if (/[0-9]/.test(character)) return character === "1" ? "2" : "1";
  if (/[A-Z]/.test(character)) return character === "A" ? "B" : "A";
  return character === "a" ? "b" : "a";
}

function percentEncoded(character: string): string {
  return [...Buffer.from(character)]
    .map((byte) => `%${byte.toString(16).padStart(2, "0")}`)
    .join("");
}

/** With each letter in its other case. */
export function recased(text: string): string {
  return text.replace(/\p{L}/gu, (letter) => {
    const upper = letter.toUpperCase();
    return letter === upper ? letter.toLowerCase() : upper;
  });
}

/** Ways to come near a text, by the words of rule files. */
const WAYS: Readonly<Record<string, (text: string) => string>> = {
  longer: (text) => `${text}0`,
  shorter: (text) => text.slice(0, -1),
  "other-start": (text) => `${another(text.slice(0, 1))}${text.slice(1)}`,
  "other-end": (text) => `${text.slice(0, -1)}${another(text.slice(-1))}`,
  "longer-by-nul": (text) => `${text}\0x`,
  "start-percent-encoded": (text) => `${percentEncoded(text.slice(0, 1))}${text.slice(1)}`,
  "start-escaped": (text) => `&#${text.charCodeAt(0)};${text.slice(1)}`,
  recased,
  "space-before": (text) => ` ${text}`,
  "space-behind": (text) => `${text} `,
};

/**
 * A text that differs from another in one place: an id that was not issued, for who compares all of it.
 *
 * @throws RangeError for a way that is none, and for an empty text
 */
export function nearTo(text: string, how: string): string {
  const way = Object.hasOwn(WAYS, how) ? WAYS[how] : undefined;
  if (!way)
    throw new RangeError(`"${how}" is no way to come near: ${Object.keys(WAYS).join(", ")}`);
  if (text === "") throw new RangeError("nothing is near an empty text");
  return way(text);
}
