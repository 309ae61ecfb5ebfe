import { type Binding, isSoap, traitsOf } from "../../model/binding.ts";
import type { Answer } from "./answer.ts";
import { charsetOf } from "./charset-of.ts";
import { decodeText } from "./decode-text.ts";
import { foldBase64 } from "./fold-base64.ts";
import { insideEnvelope } from "./inside-envelope.ts";
import { notAnAnswer, type Response } from "./not-an-answer.ts";
import { parseXml, unfolded, type XmlElement } from "./parse-xml.ts";
import { quote } from "./quote.ts";

/** How an HTML page begins; it may be well-formed XML all the same. */
const HTML = /^\s*<(?:!doctype\s+html|html)[\s>]/i;
/** So much of what is no XML is shown. */
const SHOWN = 40;

/**
 * The element of a response that carries the answer: the root, or in SOAP what the body holds. An
 * answer instead where there is none.
 */
export function findElement(response: Response, binding: Binding): XmlElement | Answer {
  const folded = foldBase64(response.body);
  if (!folded) return elementIn(response, response.body, binding);
  const found = elementIn(response, folded.body, binding);
  // What is wrong with an answer is told of all of it.
  if ("kind" in found) return elementIn(response, response.body, binding);
  return unfolded(found, folded);
}

function elementIn(response: Response, body: Buffer, binding: Binding): XmlElement | Answer {
  const text = decodeText(body, charsetOf(response.headers["content-type"]));
  if (text === undefined) return notAnAnswer(response, "is not valid text in its encoding");
  const start = text.trimStart();
  if (start === "") return notAnAnswer(response, "is empty");
  if (!start.startsWith("<")) {
    return notAnAnswer(response, `is no XML, it begins with ${quote(start, SHOWN)}`);
  }
  if (HTML.test(start)) return notAnAnswer(response, "is an HTML page");
  const root = parseXml(text);
  if ("malformed" in root) return notAnAnswer(response, root.malformed);
  return isSoap(traitsOf(binding)) ? insideEnvelope(root, response) : root;
}
