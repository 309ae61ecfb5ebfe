import type { JsonValue } from "../../../model/value.ts";
import { aboutTest, aboutVariables } from "../../code/comment.ts";
import { conditionCode } from "../../code/condition-code.ts";
import { helpersFor } from "../../code/helpers.ts";
import { bytesCode, placeCode, textCode } from "../../code/part-code.ts";
import type { Tongue } from "../../code/tongue.ts";
import {
  BASE_VARIABLE,
  type ExportedRequest,
  type ExportedTest,
  NotExpressible,
  type Part,
} from "../../exported-test.ts";
import { PYTEST_HELPERS } from "./pytest-helpers.ts";

/** What a file imports when one of its helpers needs it; `json` is a helper, so that the module has another name. */
const IMPORTS: readonly (readonly [line: string, name: string])[] = [
  ["import base64", "base64."],
  ["import collections", "collections."],
  ["import gzip", "gzip."],
  ["import hashlib", "hashlib."],
  ["import http.client", "http.client."],
  ["import json as json_module", "json_module."],
  ["import os", "os."],
  ["import re", "re."],
  ["import urllib.parse", "urllib.parse."],
  ["import uuid", "uuid."],
];

/** One test as it stands in a file for pytest. Throws NotExpressible for what http.client does not send. */
export function pytestTest(test: ExportedTest): string {
  for (const request of test.requests) refuseForHttpClient(request);
  const lines = test.requests.flatMap((request, index) => requestLines(request, index + 1));
  const usesRun = lines.some((line) => line.includes("new_name(run"));
  const body = [
    `base = variable(${literal(BASE_VARIABLE)}, ${literal(test.base)})`,
    ...(usesRun ? ["run = new_run()"] : []),
    ...(lines.some((line) => line.includes("saved[")) ? ["saved = {}"] : []),
    ...lines,
  ];
  return [
    ...aboutTest(test).map((line) => `# ${line}`),
    `def test_${slug(`${test.rule}_${test.binding}_${test.id}`)}():`,
    ...body.map((line) => `    ${line}`),
  ].join("\n");
}

/** The tests as one file that needs pytest and Python's own library alone. */
export function pytestFile(tests: readonly ExportedTest[], written: readonly string[]): string {
  const helpers = helpersFor(written.join("\n"), PYTEST_HELPERS);
  const code = helpers.join("\n\n\n");
  const imports = IMPORTS.filter(([, name]) => code.includes(name)).map(([line]) => line);
  return `${[
    [
      "# Failures that assay found, as tests of their own: pytest THIS-FILE",
      ...aboutVariables(tests).map((line) => `# ${line}`),
      ...imports,
    ].join("\n"),
    ...written,
    ...helpers,
  ].join("\n\n\n")}\n`;
}

function requestLines(request: ExportedRequest, number: number): readonly string[] {
  const { call, method, url, headers, body, saves, checks } = request;
  const answer = `answer${number}`;
  const lines = headers.map(([name, value]) => `(${literal(name)}, ${textCode(value, python)})`);
  const sent = [
    literal(method),
    textCode(url, python),
    `[${lines.join(", ")}]`,
    ...(body.length > 0 ? [bytesCode(body, python)] : []),
  ];
  return [
    `# ${number} ${call.replace(/[^\w.-]/g, "_")}`,
    `${answer} = send(${sent.join(", ")})`,
    ...checks.map(
      ({ words, holds }) =>
        `assert ${conditionCode(holds, answer, python)}, ${literal(words)} + ", " + told(${answer})`,
    ),
    ...saves.map(
      ({ name, from }) =>
        `saved[${literal(name)}] = given(${placeCode(from, answer, python)}, ${literal(name)}, ${answer})`,
    ),
  ];
}

function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, "_");
}

/** Characters that nobody sees, as escapes. */
const UNSEEN = /[\u007f-\u009f\p{Zl}\p{Zp}]|(?![\u{10000}-\u{10ffff}])\p{Cf}/gu;
const HEX = 16;
const HEX_DIGITS = 4;

/** JSON is Python but for three words: its escapes mean the same in both. */
function literal(value: JsonValue): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return JSON.stringify(value);
  if (typeof value === "string") {
    return JSON.stringify(value).replace(
      UNSEEN,
      (character) => `\\u${character.charCodeAt(0).toString(HEX).padStart(HEX_DIGITS, "0")}`,
    );
  }
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => literal(item)).join(", ")}]`;
  const members = Object.entries(value).map(
    ([name, inner]) => `${literal(name)}: ${literal(inner)}`,
  );
  return `{${members.join(", ")}}`;
}

const python: Tongue = {
  literal,
  call: (name, ...args) => `${snake(name)}(${patternArgument(name, args).join(", ")})`,
  and: "and",
  or: "or",
  not: (part) => `not (${part})`,
  saved: (name) => `saved[${literal(name)}]`,
  encoded: (text) => `(${text}).encode("utf-8")`,
  joined: (parts) => parts.join(" + "),
};

/** Regular expressions are written in a dialect of their own. */
function patternArgument(name: string, args: readonly string[]): readonly string[] {
  const [value = "", pattern = ""] = args;
  if (name !== "matches" && name !== "firstGroup") return args;
  return [value, literal(pythonPattern(JSON.parse(pattern) as string))];
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What Python writes otherwise or does not have; the rest means the same with re.ASCII. */
const UNKNOWN = /\\[pPuxcdk](?=\{|<)|\(\?<(?![=!])/;

/**
 * A regular expression of JavaScript (with the flag `u`) as Python reads it: `$` is the end of the text, and
 * not also what stands before a last line feed.
 *
 * @throws NotExpressible for what Python's `re` does not have
 */
function pythonPattern(pattern: string): string {
  if (UNKNOWN.test(pattern)) {
    throw new NotExpressible("it looks for a regular expression that Python does not know");
  }
  let isInClass = false;
  return pattern.replace(/\\[\s\S]|\[|\]|\$/g, (found) => {
    if (found === "[") isInClass = true;
    if (found === "]") isInClass = false;
    return found === "$" && !isInClass ? "\\Z" : found;
  });
}

/** Headers by which http.client would be told to frame a body otherwise. */
const FRAMING = ["connection", "expect", "host", "transfer-encoding"];
/** What http.client takes in a header: no line end, and Latin-1 alone. */
const IN_HEADER = /^[\t\x20-\x7e\u00a0-\u00ff]*$/;
/** What it takes in a request line. */
const IN_LINE = /^[\x21-\x7e]*$/;

/**
 * Sees that Python's http.client sends a request as it was sent.
 *
 * @throws NotExpressible with the reason
 */
function refuseForHttpClient({ method, url, headers }: ExportedRequest): void {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method)) {
    throw new NotExpressible("http.client does not send such a method");
  }
  if (!fits(url, IN_LINE)) {
    throw new NotExpressible("http.client does not send such a URL");
  }
  for (const [name, value] of headers) {
    if (FRAMING.includes(name.toLowerCase())) {
      throw new NotExpressible(`http.client writes the header ${name.toLowerCase()} by itself`);
    }
    if (!fits([name], /^[^:\s][^:\r\n]*$/) || !fits([name], IN_LINE) || !fits(value, IN_HEADER)) {
      throw new NotExpressible("http.client does not send such a header");
    }
  }
}

function fits(parts: readonly Part[], pattern: RegExp): boolean {
  return parts.every((part) => typeof part !== "string" || pattern.test(part));
}
