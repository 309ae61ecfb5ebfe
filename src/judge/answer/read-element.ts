import type { Answer } from "./answer.ts";
import { liftChildren } from "./lift-children.ts";
import { notAnAnswer, type Response } from "./not-an-answer.ts";
import { parseXml, type XmlElement } from "./parse-xml.ts";
import { named } from "./quote.ts";
import { hasVerdict, SAID_BY_CHILD } from "./spoken-verdict.ts";

/**
 * The answer that an element carries: itself, or, since some stacks put the answer into a string, its
 * text as an element. Where its verdict stands in a child element, its children are read as attributes:
 * but not of what may be a document by itself. An attribute with a prefix is another attribute, as it is for every client.
 */
export function readElement(
  found: XmlElement,
  response: Response,
  options: { readonly mayBeDocument?: boolean } = {},
): Answer {
  const lift = options.mayBeDocument ? (element: XmlElement) => element : liftChildren;
  const outer = lift(found);
  const inner = speaks(outer) ? outer : textAsElement(found, lift);
  if (inner && "malformed" in inner) {
    return notAnAnswer(response, `has text in <${named(found.name)}> that ${inner.malformed}`);
  }
  if (!inner || !speaks(inner)) {
    const { name } = inner ?? found;
    return notAnAnswer(response, `has no success attribute on its element <${named(name)}>`);
  }
  const { attributes, text } = inner;
  return { kind: "element", status: response.status, attributes, text: text.trim() };
}

function speaks({ attributes }: XmlElement): boolean {
  return hasVerdict(attributes) || SAID_BY_CHILD in attributes;
}

function textAsElement(
  element: XmlElement,
  lift: (element: XmlElement) => XmlElement,
): ReturnType<typeof parseXml> | undefined {
  const text = element.text.trim();
  if (!text.startsWith("<")) return undefined;
  const inner = parseXml(text);
  return "malformed" in inner ? inner : lift(inner);
}
