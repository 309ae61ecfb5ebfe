import { createHash } from "node:crypto";
import type { RecordedAnswer } from "../exported-test.ts";

/**
 * The SHA-256 of the document that an answer gives, in hexadecimal: of its body, or of the bytes whose base64
 * an element of XML (`base64Binary`, a result of SOAP) or a string of JSON wraps. The exported tests do the
 * same.
 */
export function documentDigest({ headers, text, sha256 }: RecordedAnswer): string | undefined {
  const wrapped = text === undefined ? undefined : wrappedBase64(text, headers["content-type"]);
  if (wrapped === undefined) return sha256;
  return createHash("sha256").update(Buffer.from(wrapped, "base64")).digest("hex");
}

const IN_XML = /<(?:[\w.-]+:)?(?:base64Binary|[\w.-]*Result)(?:\s[^<>]*)?>([A-Za-z0-9+/=\s]*)</;
const JSON_TYPE = /^application\/json(?:\s*;|$)/i;

function wrappedBase64(text: string, type = ""): string | undefined {
  const inXml = text.trimStart().startsWith("<") ? IN_XML.exec(text)?.[1] : undefined;
  if (inXml !== undefined) return inXml;
  const [, inJson] = (JSON_TYPE.test(type) && /^\s*"([A-Za-z0-9+/=]*)"\s*$/.exec(text)) || [];
  return inJson;
}
