import { aboutTest, aboutVariables } from "../../code/comment.ts";
import {
  BASE_VARIABLE,
  type ExportedRequest,
  type ExportedTest,
  NotExpressible,
  type Part,
} from "../../exported-test.ts";
import { hurlAsserts, hurlCapture } from "./hurl-asserts.ts";
import { hurlEscaped } from "./hurl-text.ts";

/** Hurl sets these by itself. */
const OWN = ["connection", "content-length", "expect", "host", "transfer-encoding"];
/** What a URL of hurl is made of; what else there is needs an escape that it would take for a part of it. */
const IN_URL = /^[\w:/?&=%.~!$'()*+,;@-]*$/;

/**
 * A failure as a file for hurl of its own: requests with captures, and asserts. Throws NotExpressible for what
 * hurl has no word for.
 */
export function hurlTest(test: ExportedTest): string {
  const { variables } = test;
  const names = [...variables.map(({ name }) => name)];
  const entries = test.requests.map(entryOf);
  const isNew = entries.some((entry) => entry.includes("{{RUN}}"));
  const given = [BASE_VARIABLE, ...names].map((name) => `--variable ${name}="$${name}"`);
  const head = [
    ...aboutTest(test),
    `hurl --test ${[...given, ...(isNew ? ['--variable RUN="$(date +%s)"'] : [])].join(" ")} THIS-FILE`,
    ...aboutVariables([test]),
    "Values go in as they are: what a URL or XML must not hold has to be escaped in them.",
  ];
  return [...head.map((line) => `# ${line}`), "", entries.join("\n\n"), ""].join("\n");
}

/** A file for each test: in one, hurl would end with the first that fails. */
export function hurlFiles(
  tests: readonly ExportedTest[],
  written: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    tests.map(({ rule, binding, id }, index) => {
      const name = `${rule}.${binding}.${id}`.replace(/[^\w.+-]/g, "_").replace(/^\.+/, "_");
      return [`${name}.hurl`, written[index] ?? ""];
    }),
  );
}

function entryOf(request: ExportedRequest): string {
  const { method, url, headers, body, saves, checks } = request;
  if (!/^[A-Z]+$/.test(method)) throw new NotExpressible("hurl has no such method");
  const lines = headers.map(([name, value]) => {
    if (OWN.includes(name.toLowerCase()) || !/^[\w-]+$/.test(name)) {
      throw new NotExpressible(`hurl does not send the header ${name} so`);
    }
    return `${name}: ${value.map((part) => piece(part, hurlEscaped)).join("")}`;
  });
  const captures = saves.map(({ name, from }) => hurlCapture(name, from, request));
  const asserts = checks.flatMap(({ holds }) => hurlAsserts(holds, request));
  return [
    `${method} ${url.map((part) => piece(part, inUrl)).join("")}`,
    ...lines,
    ...(body.length > 0 ? [bodyOf(body)] : []),
    "HTTP *",
    ...(captures.length > 0 ? ["[Captures]", ...captures] : []),
    ...(asserts.length > 0 ? ["[Asserts]", ...asserts] : []),
  ].join("\n");
}

function bodyOf(body: readonly Part[]): string {
  const [only, ...others] = body;
  const isRaw = typeof only === "object" && only.kind === "payload" && only.as === "raw";
  if (isRaw && others.length === 0) return `base64,${only.bytes.toString("base64")};`;
  return `\`${body.map((part) => piece(part, hurlEscaped)).join("")}\``;
}

function inUrl(text: string): string {
  if (IN_URL.test(text)) return text;
  throw new NotExpressible("hurl would read its URL otherwise");
}

function piece(part: Part, write: (text: string) => string): string {
  if (typeof part === "string") return write(part);
  switch (part.kind) {
    case "base":
      return `{{${BASE_VARIABLE}}}`;
    case "variable":
    case "saved":
      return `{{${part.name}}}`;
    case "new":
      return `assay-{{RUN}}-${part.number}`;
    case "payload": {
      if (part.as === "raw") throw new NotExpressible("hurl has no body of text and bytes");
      const text = part.bytes.toString("base64");
      return write(part.as === "url" ? encodeURIComponent(text) : text);
    }
    default:
      return part satisfies never;
  }
}
