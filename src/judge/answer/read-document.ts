import { type Binding, isSoap, traitsOf } from "../../model/binding.ts";
import type { Answer } from "./answer.ts";
import { decodeText } from "./decode-text.ts";
import { findElement } from "./find-element.ts";
import { isErrorStatus, notAnAnswer, type Response } from "./not-an-answer.ts";
import type { XmlElement } from "./parse-xml.ts";
import { named } from "./quote.ts";
import { readElement } from "./read-element.ts";
import { hasVerdict } from "./spoken-verdict.ts";

/** HTTP statuses of success lie before this one. */
const FIRST_OTHER_STATUS = 300;
/** A byte order mark and white space may stand before markup. */
const MARKUP = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</;
/** What newer servers say of a document in JSON. */
const JSON_TYPE = /^application\/json(?:\s*;|$)/i;
/** So much of a body tells whether it is markup. */
const HEAD_BYTES = 256;

/**
 * Reads the answer of an operation that gives a document: its bytes by themselves, in base64 (ASMX
 * wraps them as `<base64Binary>`, SOAP as the text of the result, newer servers as a string of JSON),
 * or an answer element that says why not. A document that is itself an element with a success
 * attribute, or a JSON string of base64 that is sent as JSON, cannot be told from those.
 */
export function readDocument(response: Response, binding: Binding): Answer {
  const { status, body } = response;
  if (isSoap(traitsOf(binding))) {
    const found = findElement(response, binding);
    return "kind" in found ? found : readWrapped(found, response);
  }
  if (MARKUP.test(body.toString("latin1", 0, HEAD_BYTES))) {
    const found = findElement(response, binding);
    if (!("kind" in found)) {
      if (found.name === "base64Binary") return readWrapped(found, response);
      const answer = readElement(found, response, { mayBeDocument: true });
      if (answer.kind === "element") return answer;
    }
  }
  if (status >= FIRST_OTHER_STATUS) return notAnAnswer(response, "is no document");
  const inJson = readJsonString(response);
  return inJson
    ? { kind: "document", status, bytes: inJson, form: "json" }
    : { kind: "document", status, bytes: body, form: "bytes" };
}

function readWrapped(found: XmlElement, response: Response): Answer {
  const isElement = hasVerdict(found.attributes);
  const text = isElement || found.long ? "" : found.text.replace(/\s+/g, "");
  if (isElement || text.startsWith("<")) return readElement(found, response);
  const bytes = found.long ? found.long.bytes() : decodeBase64(text);
  if (!bytes) {
    return notAnAnswer(response, `has text in <${named(found.name)}> that is not base64`);
  }
  if (isErrorStatus(response.status)) return notAnAnswer(response, "is no document");
  return { kind: "document", status: response.status, bytes, form: "xml" };
}

/** DLD-03: the bytes of a body that is sent as JSON and is a string of base64; undefined for any other. */
function readJsonString({ headers, body }: Response): Buffer | undefined {
  if (!JSON_TYPE.test(headers["content-type"] ?? "")) return undefined;
  try {
    const text = decodeText(body) ?? "";
    // Nothing else is made of a body that may have millions of values.
    if (!text.trimStart().startsWith('"')) return undefined;
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? decodeBase64(value) : undefined;
  } catch {
    return undefined;
  }
}

/** What is not base64 is passed over when it is decoded; writing it again shows that. */
function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}
