import { type Binding, isToldByStatus, traitsOf } from "../../model/binding.ts";
import type { Operation } from "../../model/operation.ts";
import type { Answer } from "./answer.ts";
import { withHead } from "./answer-head.ts";
import { charsetOf } from "./charset-of.ts";
import { decodeText } from "./decode-text.ts";
import { findElement } from "./find-element.ts";
import { holdsTooMuch, nestsTooDeep, TOO_DEEP, TOO_MUCH } from "./holds-too-much.ts";
import type { Response } from "./not-an-answer.ts";
import { parseXml, type XmlElement } from "./parse-xml.ts";
import { readDocument } from "./read-document.ts";
import { readElement } from "./read-element.ts";
import { withErrors } from "./told-errors.ts";

/** Reads a reply as the answer of an operation over a binding. Pure; never throws for what a server sends. */
export function readAnswer(response: Response, operation: Operation, binding: Binding): Answer {
  return withHead(readContent(response, operation, binding), response);
}

/** As {@link readAnswer}, without what stands beside the body. */
export function readContent(response: Response, operation: Operation, binding: Binding): Answer {
  return withErrors(read(response, operation, binding), operation.errors);
}

function read(response: Response, operation: Operation, binding: Binding): Answer {
  if (isToldByStatus(traitsOf(binding)) && operation.answer !== "json")
    return readPlain(response, operation);
  switch (operation.answer) {
    case "json":
      return readJson(response);
    case "xml": {
      const found = findElement(response, binding);
      return "kind" in found ? found : readElement(found, response);
    }
    case "bytes":
      return readDocument(response, binding);
    case "none":
      return readPlain(response, operation);
    default:
      return operation.answer satisfies never;
  }
}

/** Reads a body as JSON; what is none is kept as text. */
export function readJson({ status, body }: Response): Answer {
  const text = decodeText(body);
  if (text === undefined) return { kind: "json", status, text: body.toString("latin1") };
  if (holdsTooMuch(text)) return { kind: "unreadable", status, why: TOO_MUCH };
  try {
    const value: unknown = JSON.parse(text);
    if (nestsTooDeep(text)) return { kind: "unreadable", status, why: TOO_DEEP };
    return { kind: "json", status, value, text };
  } catch {
    return { kind: "json", status, text };
  }
}

/** Reads a body of REST as bytes, with what its XML says where the operation answers XML. */
function readPlain(
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
