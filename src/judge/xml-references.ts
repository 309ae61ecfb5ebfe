import { withLineEnds } from "./line-ends.ts";
import { isXmlCodePoint } from "./xml-characters.ts";
import { NotWellFormed, shownName } from "./xml-refused.ts";

/** All that there are without a DTD (XML 1.0, section 4.6). */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

const HEX = 16;
const DECIMAL = 10;

/**
 * Character data with line ends as `\n` (XML 1.0, section 2.11) and references replaced.
 *
 * @throws NotWellFormed for an ampersand that begins no reference, an entity that nothing declares,
 *   or a reference to a character that XML forbids
 */
export function readCharacterData(raw: string): string {
  return replaceReferences(withLineEnds(raw));
}

/** As {@link readCharacterData}; literal white space becomes spaces (section 3.3.3). */
export function readAttributeValue(raw: string): string {
  return replaceReferences(/[\t\n\r]/.test(raw) ? raw.replace(/\r\n|[\t\n\r]/g, " ") : raw);
}

function replaceReferences(text: string): string {
  let from = text.indexOf("&");
  if (from < 0) return text;
  const parts = [text.slice(0, from)];
  while (from >= 0) {
    const end = text.indexOf(";", from);
    if (end < 0) throw new NotWellFormed("an ampersand begins no reference");
    parts.push(meaning(text.slice(from + "&".length, end)));
    from = text.indexOf("&", end);
    parts.push(from < 0 ? text.slice(end + 1) : text.slice(end + 1, from));
  }
  return parts.join("");
}

function meaning(reference: string): string {
  const entity = ENTITIES.get(reference);
  if (entity !== undefined) return entity;
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(reference) ?? [];
  if (hex !== undefined || decimal !== undefined) {
    const code =
      hex === undefined ? Number.parseInt(decimal ?? "", DECIMAL) : Number.parseInt(hex, HEX);
    if (isXmlCodePoint(code)) return String.fromCodePoint(code);
    throw new NotWellFormed(`&${shownName(reference)}; stands for a character that XML forbids`);
  }
  const looksDeclared = /^[A-Za-z_][A-Za-z0-9._-]*$/.test(reference);
  throw new NotWellFormed(
    looksDeclared
      ? `nothing declares the entity &${shownName(reference)};`
      : "an ampersand begins no reference",
  );
}
