import { createHash } from "node:crypto";
import { jsonPointer } from "../../judge/answer/json-pointer.ts";
import { linearPattern } from "../../model/linear-pattern.ts";
import { textOf } from "../../model/text-of.ts";
import type { RecordedAnswer } from "../exported-test.ts";
import { answerElement } from "./answer-element.ts";
import { type Condition, GUID_PATTERN, type Subject, type Test } from "./condition.ts";

/** Texts of earlier answers by name. */
export type SavedTexts = ReadonlyMap<string, string>;

/**
 * Whether a recorded answer is as a condition asks: by this an export sees that its test fails on the server
 * that was wrong, before anybody runs it.
 */
export function holds(condition: Condition, answer: RecordedAnswer, saved: SavedTexts): boolean {
  if ("all" in condition) return condition.all.every((one) => holds(one, answer, saved));
  if ("any" in condition) return condition.any.some((one) => holds(one, answer, saved));
  if ("not" in condition) return !holds(condition.not, answer, saved);
  if ("status" in condition) {
    const { status } = answer;
    return condition.status.some((one) => one === status || one === `${String(status)[0]}xx`);
  }
  return fits(condition.is, subjectIn(condition.of, answer), saved);
}

/** A value of an answer; undefined where there is none. */
export function subjectIn(subject: Subject, answer: RecordedAnswer): unknown {
  const { headers, text } = answer;
  switch (subject.kind) {
    case "header": {
      const name = subject.name.toLowerCase();
      return Object.hasOwn(headers, name) ? headers[name] : undefined;
    }
    case "attribute":
      return text === undefined ? undefined : attribute(text, subject);
    case "success":
      return text === undefined ? undefined : successOf(text);
    case "json":
      return text === undefined ? undefined : jsonPointer(parsed(text), subject.pointer)[0];
    case "text":
      return text;
    case "elementText":
      return text === undefined ? undefined : answerElement(text)?.text.replace(/\s+/g, "");
    case "documentDigest":
      return documentDigest(answer);
    default:
      return subject satisfies never;
  }
}

function attribute(
  text: string,
  { name, anyCase }: Extract<Subject, { kind: "attribute" }>,
): string | undefined {
  const { attributes = {} } = answerElement(text) ?? {};
  if (Object.hasOwn(attributes, name)) return attributes[name];
  if (!anyCase) return undefined;
  const found = Object.keys(attributes).find((one) => one.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : attributes[found];
}

function successOf(text: string): string | undefined {
  const said =
    attribute(text, { kind: "attribute", name: "success", anyCase: true }) ??
    /<success>([^<]*)<\/success>/i.exec(text)?.[1];
  switch (said?.trim().toLowerCase()) {
    case "true":
    case "1":
      return "true";
    case "false":
    case "0":
      return "false";
    default:
      return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fits(test: Test, value: unknown, saved: SavedTexts): boolean {
  if ("same" in test) return sortedJson(value) === sortedJson(test.same);
  if ("sameText" in test) return isScalar(value) && textOf(value) === test.sameText;
  if ("sameSaved" in test) return isScalar(value) && textOf(value) === saved.get(test.sameSaved);
  if ("matches" in test)
    return typeof value === "string" && linearPattern(test.matches).test(value);
  if ("contains" in test) return typeof value === "string" && value.includes(test.contains);
  if ("integer" in test) {
    const isWhole = test.typed ? Number.isInteger(value) : /^-?[0-9]+$/.test(textOf(value));
    const { min = -Infinity, max = Infinity } = test.integer;
    return isWhole && Number(value) >= min && Number(value) <= max;
  }
  if ("isText" in test) return typeof value === "string" && value.trim() !== "";
  if ("isGuid" in test) return typeof value === "string" && linearPattern(GUID_PATTERN).test(value);
  if ("isAbsent" in test) return value === undefined;
  if ("isEmpty" in test) return (value ?? "") === "";
  if ("hasOnly" in test) {
    const { hasOnly } = test;
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject && Object.keys(value).every((name) => hasOnly.includes(name));
  }
  return test satisfies never;
}

/** What is not there is no text, and objects have none. */
function isScalar(value: unknown): boolean {
  return value !== undefined && typeof value !== "object";
}

/** JSON by which equal values are equal texts; undefined for what is not there. */
function sortedJson(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * The SHA-256 of the document that an answer gives, in hexadecimal: of its body, or of the bytes whose base64
 * an element of XML (`base64Binary`, a result of SOAP) or a string of JSON wraps. The exported tests do the
 * same.
 */
function documentDigest({ headers, text, sha256 }: RecordedAnswer): string | undefined {
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
