import type { Secret } from "../../config/targets/secrets-of.ts";
import { attributeOf } from "../../judge/answer/attribute-of.ts";
import type { Service } from "../../model/service.ts";
import { credentialOf, tokenOf } from "./callers.ts";
import { fieldsOf } from "./read-fields.ts";
import type { HarEntry } from "./read-har.ts";
import type { RecordedCall } from "./recorded-call.ts";

/** Names of headers and parameters whose values are nobody's business. */
const SECRET_NAME =
  /authori[sz]|authenti|cookie|token|secret|ticket|api-?_?key|passw|pwd|session|credential|signature/i;
/** Headers that have such a name and say nothing of anybody. */
const OPEN_HEADERS = /^(?:www-authenticate|proxy-authenticate|:authority|access-control-.*)$/i;
/** The words before a token. */
const SCHEME = /^(?:Bearer|Basic|Digest|Negotiate|Token)\s+/i;
/** Shorter values stand by chance everywhere: of passwords alone even those are looked for. */
const LONG_ENOUGH = 8;
/** What Assay wrote itself in place of a secret. */
const REPLACED = /^‹[^›]*›$/;

/**
 * Every value of recorded traffic that may be a secret, by its place: tokens of calls, tokens that a login
 * gave, passwords, and whatever goes by a name that says so. Numbers tell one from another.
 */
export function recordedSecrets(
  entries: readonly HarEntry[],
  calls: readonly (readonly [call: RecordedCall, service: Service | undefined])[],
): readonly Secret[] {
  const found = new Map<string, string>();
  const counts = new Map<string, number>();
  const note = (word: string, value: string | undefined): void => {
    if (!value || REPLACED.test(value) || found.has(value)) return;
    if (word !== "password" && value.length < LONG_ENOUGH) return;
    const number = (counts.get(word) ?? 0) + 1;
    counts.set(word, number);
    found.set(value, `${word}:${number}`);
  };
  for (const [call, service] of calls) noteCall(call, service, note);
  for (const entry of entries) noteNames(entry, note);
  return [...found].map(([value, label]) => ({ label, value }));
}

type Note = (word: string, value: string | undefined) => void;

function noteCall(call: RecordedCall, service: Service | undefined, note: Note): void {
  const { credentials } = service ?? {};
  const word = credentials?.word ?? credentialOf(call)?.type ?? "token";
  note(word, tokenOf(call));
  for (const [name, value] of Object.entries(call.values)) {
    if (SECRET_NAME.test(name) && typeof value === "string") note("parameter", value);
  }
  const { login } = credentials ?? {};
  if (login?.call !== call.operation.name) return;
  for (const [name, given] of Object.entries(login.with)) {
    const value = call.values[name];
    if (given === "$pwd" && typeof value === "string") note("password", value);
  }
  const { answer } = call;
  for (const name of login.token) {
    if (answer.kind === "element") note(word, attributeOf(answer.attributes, name));
    if (answer.kind === "json") note(word, memberOf(answer.value, name));
  }
}

function memberOf(value: unknown, name: string): string | undefined {
  const member = (Object(value) as Readonly<Record<string, unknown>>)[name];
  return typeof member === "string" ? member : undefined;
}

function noteNames({ request, response }: HarEntry, note: Note): void {
  const { headers, url, body } = request;
  const answered = Object.entries(response?.headers ?? {});
  for (const [name, value] of [...headers, ...answered]) {
    if (!SECRET_NAME.test(name) || OPEN_HEADERS.test(name)) continue;
    const word = `header:${name.toLowerCase().replace(/[^a-z0-9-]/g, "")}`;
    if (!/cookie/i.test(name)) note(word, value.replace(SCHEME, ""));
    for (const pair of /cookie/i.test(name) ? value.split(/;\s*/) : []) {
      note(word, pair.slice(pair.indexOf("=") + 1));
    }
  }
  if (URL.canParse(url)) {
    const { search, password } = new URL(url);
    note("password", password);
    noteFields(search.slice(1), note);
  }
  if (body && body.length < MOST_FORM_BYTES) noteFields(body.toString("utf8"), note);
}

/** Longer bodies are files, and no forms. */
const MOST_FORM_BYTES = 64 * 1024;

function noteFields(text: string, note: Note): void {
  for (const [name, value] of fieldsOf(text) ?? []) {
    if (/^[\w.-]{1,60}$/.test(name) && SECRET_NAME.test(name)) note("parameter", value);
  }
}
