import { readXmlName } from "./read-xml-name.ts";
import { isXmlSpace, type XmlCursor } from "./xml-cursor.ts";
import { NotWellFormed } from "./xml-refused.ts";

/** XML 1.0, productions 23 to 26, 32, 80. Any 1.x is read as 1.0 (section 2.8). */
const DECLARATION = (() => {
  const space = "[ \\t\\r\\n]";
  const pseudo = (name: string, value: string) =>
    `${space}+${name}${space}*=${space}*(?:"${value}"|'${value}')`;
  const version = pseudo("version", "1\\.[0-9]+");
  const encoding = pseudo("encoding", "[A-Za-z][A-Za-z0-9._-]*");
  const standalone = pseudo("standalone", "(?:yes|no)");
  return new RegExp(`^<\\?xml${version}(?:${encoding})?(?:${standalone})?${space}*\\?>`);
})();

/** Nobody writes a longer one. */
const MAX_DECLARATION = 1000;

/**
 * Moves behind the XML declaration, if there is one; it can stand at the very beginning only.
 *
 * @throws NotWellFormed
 */
export function skipXmlDeclaration(cursor: XmlCursor): void {
  const { text, at } = cursor;
  if (!text.startsWith("<?xml", at) || !isXmlSpace(text.charCodeAt(at + "<?xml".length))) return;
  const [declaration] = DECLARATION.exec(text.slice(at, at + MAX_DECLARATION)) ?? [];
  if (declaration === undefined) throw new NotWellFormed("its XML declaration is malformed");
  cursor.at += declaration.length;
}

/**
 * Moves behind a comment (production 15).
 *
 * @throws NotWellFormed when it does not end, or has two hyphens inside
 */
export function skipComment(cursor: XmlCursor): void {
  const { text } = cursor;
  const start = cursor.at + "<!--".length;
  const end = text.indexOf("--", start);
  if (end < 0) throw new NotWellFormed("a comment does not end");
  if (!text.startsWith("-->", end)) throw new NotWellFormed("a comment has -- inside");
  cursor.at = end + "-->".length;
}

/**
 * Moves behind a processing instruction (productions 16 and 17).
 *
 * @throws NotWellFormed
 */
export function skipInstruction(cursor: XmlCursor): void {
  const { text } = cursor;
  cursor.at += "<?".length;
  const { written, prefix } = readXmlName(cursor);
  if (/^xml$/i.test(written)) {
    throw new NotWellFormed("an XML declaration stands elsewhere than at the very beginning");
  }
  // Namespaces in XML 1.0, section 7.
  if (prefix !== "") throw new NotWellFormed("a processing instruction has a colon in its name");
  const end = text.indexOf("?>", cursor.at);
  if (end < 0) throw new NotWellFormed("a processing instruction does not end");
  if (end > cursor.at && !isXmlSpace(text.charCodeAt(cursor.at))) {
    throw new NotWellFormed("a processing instruction has a malformed name");
  }
  cursor.at = end + "?>".length;
}
