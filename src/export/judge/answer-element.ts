/** The attributes of the element that carries an answer, and its text. */
export interface AnswerElement {
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

const TAG = /<([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/gy;

/**
 * The first element with a success attribute, in whatever letter case, also where the XML is the text of
 * another element. The exported tests find it in the same way.
 */
export function answerElement(xml: string): AnswerElement | undefined {
  return elementIn(xml) ?? (xml.includes("&lt;") ? elementIn(unescapeXml(xml)) : undefined);
}

function elementIn(xml: string): AnswerElement | undefined {
  for (const match of xml.matchAll(TAG)) {
    const [whole, , written = "", closed] = match;
    const attributes: Record<string, string> = Object.create(null);
    for (const [, name = "", double, single] of written.matchAll(ATTRIBUTE)) {
      attributes[name] = unescapeXml(double ?? single ?? "");
    }
    if (!Object.keys(attributes).some((name) => name.toLowerCase() === "success")) continue;
    const [text = ""] = closed === "/" ? [] : xml.slice(match.index + whole.length).split("<");
    return { attributes, text: unescapeXml(text) };
  }
  return undefined;
}

const NAMED: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};
const LAST_CODE_POINT = 0x10ffff;

/** References to characters as the characters; what is none stays. */
export function unescapeXml(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return NAMED[String(name)] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > LAST_CODE_POINT ? whole : String.fromCodePoint(code);
    },
  );
}
