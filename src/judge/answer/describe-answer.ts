import type { Answer, DocumentForm } from "./answer.ts";
import { textOf } from "./body-of.ts";
import { cut, oneLine, quote } from "./quote.ts";

const HTTP_OK = 200;

/** What a server answered, in the words that rules use. Server text is quoted, and still hostile. */
export function describeAnswer(answer: Answer): string {
  switch (answer.kind) {
    case "element":
      return `${answer.status === HTTP_OK ? "" : `HTTP ${answer.status} with `}${elementWords(answer)}`;
    case "document":
      return answer.bytes.length > 0
        ? `a document of ${answer.bytes.length} bytes${FORM_WORDS[answer.form]}`
        : "an empty document, which the documents give for a failure";
    case "json":
      return `HTTP ${answer.status} with ${jsonWords(answer)}`;
    case "http":
      return `HTTP ${answer.status} with ${bodyWords(answer)}`;
    case "refusal":
      return answer.what;
    case "none":
      return answer.why;
    case "unreadable":
      return `HTTP ${answer.status} whose answer ${answer.why}`;
    default:
      return answer satisfies never;
  }
}

const FORM_WORDS: Readonly<Record<DocumentForm, string>> = {
  bytes: "",
  json: " in a JSON string",
  xml: " in XML",
};

function elementWords({ attributes }: Extract<Answer, { kind: "element" }>): string {
  const { success, error, ...others } = attributes;
  const parts = [
    error === undefined ? "no error attribute" : `error ${quote(error)}`,
    ...Object.entries(others).map(([name, value]) => `${name}=${quote(value)}`),
  ];
  return cut(`${successWords(success)} with ${parts.join(", ")}`, ELEMENT_CHARS);
}

function successWords(success: string | undefined): string {
  if (success === undefined) return "no success attribute in this spelling";
  return `success=${success === "true" || success === "false" ? success : quote(success)}`;
}

/** An answer can have thousands of attributes. */
const ELEMENT_CHARS = 1000;

function jsonWords({ value, text }: Extract<Answer, { kind: "json" }>): string {
  const said = oneLine(text);
  if (said === "") return "an empty body";
  return value === undefined ? `a body that is no JSON, ${quote(said)}` : cut(said);
}

/** Types whose text a person can read as it is. */
const READABLE = /^(?:text\/|application\/(?:[a-z.-]+\+)?(?:json|xml)(?:\s*;|$))/i;

function bodyWords(answer: Extract<Answer, { kind: "http" }>): string {
  const { bytes, headers = {} } = answer;
  if (bytes.length === 0) return "an empty body";
  const said = READABLE.test(headers["content-type"] ?? "") ? oneLine(textOf(answer) ?? "") : "";
  return `a body of ${bytes.length} bytes${said === "" ? "" : `, ${quote(said)}`}`;
}
