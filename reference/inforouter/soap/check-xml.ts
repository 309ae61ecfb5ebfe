import { XMLValidator } from "fast-xml-parser";
import { SoapFault } from "./soap-fault.ts";

/** Comments and CDATA sections, in which markup is text. */
const OPAQUE = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g;

/** An ampersand that begins none of the five entities of XML and no character reference. */
const FOREIGN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)/;

/** What no XML document may hold (XML 1.0, 2.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** Refuses characters that XML has not, wherever they stand. */
export function checkCharacters(xml: string): void {
  if (FORBIDDEN.test(xml)) throw new SoapFault("The message holds a character that XML forbids.");
}

/**
 * Refuses what is not well-formed and, ALL-04, a DTD and entities of its own: nothing is ever
 * expanded or fetched but the five entities and character references.
 */
export function checkMarkup(xml: string): void {
  const visible = xml.includes("<!") ? xml.replace(OPAQUE, "") : xml;
  if (visible.includes("<!")) throw new SoapFault("The message has a DTD, which is not accepted.");
  if (visible.includes("&") && FOREIGN_ENTITY.test(visible)) {
    throw new SoapFault("The message refers to an entity that XML does not define.");
  }
  const result = XMLValidator.validate(xml);
  if (result !== true) {
    throw new SoapFault(`The message is not well-formed XML (line ${result.err.line}).`);
  }
}
