import type { Answer } from "./answer.ts";
import { notAnAnswer, type Response } from "./not-an-answer.ts";
import { parseXml, type XmlElement } from "./parse-xml.ts";
import { hasVerdict } from "./spoken-verdict.ts";

/**
 * The answer that an element carries: itself, or, since some stacks put the answer into a string, its
 * text as an element. An attribute with a prefix is another attribute, as it is for every client.
 */
export function readElement(found: XmlElement, response: Response): Answer {
  const inner = hasVerdict(found.attributes) ? found : textAsElement(found);
  if (inner && "malformed" in inner) {
    return notAnAnswer(response, `has text in <${found.name}> that ${inner.malformed}`);
  }
  if (!inner || !hasVerdict(inner.attributes)) {
    const { name } = inner ?? found;
    return notAnAnswer(response, `has no success attribute on its element <${name}>`);
  }
  const { attributes, text } = inner;
  return { kind: "element", status: response.status, attributes, text: text.trim() };
}

function textAsElement(element: XmlElement): ReturnType<typeof parseXml> | undefined {
  const text = element.text.trim();
  return text.startsWith("<") ? parseXml(text) : undefined;
}
