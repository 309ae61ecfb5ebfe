import type { Binding } from "../model/binding.ts";
import type { Reply } from "../model/call.ts";
import type { Operation } from "../model/operation.ts";
import type { Answer } from "./answer.ts";
import { decodeText } from "./decode-text.ts";
import { parseXml, type XmlElement } from "./parse-xml.ts";

/** HTTP statuses from here on say that something went wrong. */
const FIRST_ERROR_STATUS = 400;

/** Reads a reply as the answer of an operation over a binding. Pure; never throws for what a server sends. */
export function readAnswer(
  reply: Extract<Reply, { kind: "response" }>,
  operation: Operation,
  binding: Binding,
): Answer {
  switch (operation.answer) {
    case "json":
      return readJson(reply);
    case "xml":
      return readElement(reply, binding);
    case "bytes":
      return readDocument(reply, binding);
    default:
      return operation.answer satisfies never;
  }
}

type Response = Extract<Reply, { kind: "response" }>;

function readJson({ status, body }: Response): Answer {
  const text = decodeText(body);
  if (text === undefined) return { kind: "json", status, text: body.toString("latin1") };
  try {
    return { kind: "json", status, value: JSON.parse(text) as unknown, text };
  } catch {
    return { kind: "json", status, text };
  }
}

function readElement(response: Response, binding: Binding): Answer {
  const found = findElement(response, binding);
  if ("kind" in found) return found;
  const inner = "success" in found.attributes ? found : textAsElement(found);
  if (inner && "success" in inner.attributes) {
    return {
      kind: "element",
      status: response.status,
      attributes: inner.attributes,
      text: inner.text.trim(),
    };
  }
  return notAnAnswer(response, `has no success attribute on its element <${found.name}>`);
}

function readDocument(response: Response, binding: Binding): Answer {
  const { status, body } = response;
  if (body[0] === LESS_THAN || binding === "soap11") {
    const found = findElement(response, binding);
    if (!("kind" in found)) {
      if ("success" in found.attributes) return readElement(response, binding);
      // ASMX wraps bytes as <base64Binary>, SOAP as the text of the result.
      const wrapped = binding === "soap11" || found.name === "base64Binary";
      if (wrapped) return { kind: "document", status, bytes: Buffer.from(found.text, "base64") };
    } else if (binding === "soap11") return found;
  }
  if (status >= FIRST_ERROR_STATUS) return { kind: "refusal", status, what: nameOf(response) };
  return { kind: "document", status, bytes: body };
}

const LESS_THAN = 0x3c;

/** The element that carries the answer: the root, or in SOAP what the body holds. */
function findElement(response: Response, binding: Binding): XmlElement | Answer {
  const text = decodeText(response.body);
  if (text === undefined) return notAnAnswer(response, "is not valid text in its encoding");
  if (!/^\s*</.test(text)) {
    return notAnAnswer(response, text.trim() === "" ? "is empty" : "is no XML");
  }
  const root = parseXml(text);
  if ("malformed" in root) return notAnAnswer(response, root.malformed);
  return binding === "soap11" ? insideEnvelope(root, response) : root;
}

/** Envelope, Body, NameResponse, NameResult, and then the element; all by local name. */
function insideEnvelope(root: XmlElement, response: Response): XmlElement | Answer {
  if (root.name !== "Envelope") return notAnAnswer(response, "is no SOAP envelope");
  const body = root.children.find(({ name }) => name === "Body");
  const operation = body?.children[0];
  if (!operation) return notAnAnswer(response, "is a SOAP envelope with an empty body");
  if (operation.name === "Fault") {
    const said = operation.children.find(({ name }) => name === "faultstring")?.text.trim();
    const what = `SOAP fault${said ? ` "${said}"` : ""}`;
    return { kind: "refusal", status: response.status, what };
  }
  const result = operation.children[0] ?? operation;
  return result.children[0] ?? result;
}

/** Some stacks put the answer into a string: its markup is then text. */
function textAsElement(element: XmlElement): XmlElement | undefined {
  if (!element.text.trimStart().startsWith("<")) return undefined;
  const inner = parseXml(element.text);
  return "malformed" in inner ? undefined : inner;
}

function notAnAnswer(response: Response, why: string): Answer {
  const { status } = response;
  return status >= FIRST_ERROR_STATUS
    ? { kind: "refusal", status, what: nameOf(response) }
    : { kind: "unreadable", status, why };
}

function nameOf({ status, headers }: Response): string {
  const type = headers["content-type"]?.split(";")[0]?.trim();
  return `HTTP ${status}${type ? ` ${type}` : ""}`;
}
