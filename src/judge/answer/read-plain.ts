import type { Operation } from "../../model/operation.ts";
import type { Answer } from "./answer.ts";
import { charsetOf } from "./charset-of.ts";
import { decodeText } from "./decode-text.ts";
import type { Response } from "./not-an-answer.ts";
import { parseXml, type XmlElement } from "./parse-xml.ts";

/** Reads a body of REST as bytes, with what its XML says where the operation answers XML. */
export function readPlain(
  { status, body, headers }: Response,
  { answer }: Pick<Operation, "answer">,
): Answer {
  const plain: Answer = { kind: "http", status, bytes: body };
  if (answer !== "xml") return plain;
  const text = decodeText(body, charsetOf(headers["content-type"]));
  const root = text === undefined ? undefined : parseXml(text);
  return root === undefined || "malformed" in root ? plain : { ...plain, attributes: saidBy(root) };
}

/** Of children of one name the first counts, and an attribute before any. */
function saidBy({ attributes, children }: XmlElement): Readonly<Record<string, string>> {
  const said: Record<string, string> = Object.create(null);
  for (const { name, text, children: inner } of children.toReversed()) {
    if (inner.length === 0) said[name] = text.trim();
  }
  return Object.assign(said, attributes);
}
