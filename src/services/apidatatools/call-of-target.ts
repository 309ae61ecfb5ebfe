import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Answer } from "../../judge/answer/answer.ts";
import { jsonPointer } from "../../judge/answer/json-pointer.ts";
import { headerLines } from "../../model/header-lines.ts";
import type { Operation } from "../../model/operation.ts";
import { textAt } from "../../model/settings.ts";
import type { JsonValue } from "../../model/value.ts";
import type { CaseMemory, GivenCall, TargetCallResult } from "../../run/service/adapter.ts";
import { type Sent, sendRequest } from "../../run/target/service-client.ts";
import type { Caller, SecretKeeper, SharedState } from "../../run/target/target-parts.ts";
import { withHeaders } from "../../wire/encode/encode.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";
import { APIDATATOOLS } from "./name.ts";
import { createUploadOf, listUploadsOf } from "./settings.ts";

/** A file of a few bytes for SendUploadFile; its content does not matter. */
const FILE_TEXT = '{"made":"by assay"}\n';
const COMMAND_TIMEOUT_MS = 30_000;
const BOUNDARY = "assay-boundary-7f3a";

/**
 * Makes one of the calls that no document describes: CreateUpload, SendUploadFile, SendTooLargeFile,
 * ListUploads.
 *
 * @param given the x-api-key of the caller (undefined sends none), and further headers
 */
export async function callOfTarget(
  open: Caller & SharedState & SecretKeeper,
  operation: Operation,
  given: GivenCall,
  upload: CaseMemory,
): Promise<TargetCallResult> {
  const { credential: key } = given;
  const { maxUploadBytes } = open.target.limits;
  switch (operation.name) {
    case "CreateUpload":
      return createUpload(open, operation, given, upload);
    case "SendUploadFile":
      return sendFile(open, operation, answerOf(given, upload), () => FILE_TEXT);
    case "SendTooLargeFile":
      return sendFile(open, operation, answerOf(given, upload), textAbove(maxUploadBytes));
    case "ListUploads":
      return listUploads(open, operation, { ...headersOf(key, null), ...textsOf(given.with) });
    default:
      return { kind: "unavailable", reason: `no target describes ${operation.name}` };
  }
}

async function createUpload(
  open: Caller & SharedState & SecretKeeper,
  operation: Operation,
  { credential: key, transfer, with: { filename } }: GivenCall,
  upload: CaseMemory,
): Promise<TargetCallResult> {
  const service = open.target.services[APIDATATOOLS];
  const how = createUploadOf(service);
  if (!service || !how) return { kind: "unavailable", reason: "the target has no createUpload" };
  const isNamed = "json" in how && typeof Object(how.json).filename === "string";
  if (filename !== undefined && !isNamed) {
    return { kind: "unavailable", reason: "createUpload sends no filename that could be another" };
  }
  if ("pool" in how || "command" in how) {
    if (key !== textAt(service, "keys.owner")) {
      return { kind: "unavailable", reason: "createUpload makes uploads of the owner only" };
    }
    const id = "pool" in how ? nextOf(how.pool, open) : await printedBy(how.command);
    if (!id) return { kind: "unavailable", reason: "createUpload gave no (further) upload id" };
    const answer: Answer = { kind: "json", status: 200, value: { upload_id: id }, text: "" };
    return { kind: "made", answer, values: { upload_id: id } };
  }
  const json = filename === undefined ? how.json : { ...Object(how.json), filename };
  const body = json === undefined ? null : JSON.stringify(json);
  const sent = await ask(open, operation, {
    method: how.method,
    url: `${service.baseUrl}${how.path}`,
    headers: headersOf(key, body),
    body,
    ...(transfer && { transfer }),
  });
  const value = jsonOf(sent.answer);
  upload.answer = value;
  const [id] = jsonPointer(value, how.id);
  const values: Record<string, string> = typeof id === "string" ? { upload_id: id } : {};
  if (typeof id === "string") upload.answers.set(id, value);
  return { kind: "made", sent, answer: sent.answer, values };
}

/** What createUpload answered for the upload that a file is for: the one that is named, or the last one. */
function answerOf({ with: { upload: id } }: GivenCall, upload: CaseMemory): unknown {
  return typeof id === "string" ? upload.answers.get(id) : upload.answer;
}

/** Each id is used once. */
function nextOf(pool: readonly string[], { usedUp }: SharedState): string | undefined {
  const used = usedUp.get("createUpload.pool") ?? 0;
  usedUp.set("createUpload.pool", used + 1);
  return pool[used];
}

/** Posts a file to where CreateUpload said, as an object store's form upload; only on the target itself. */
async function sendFile(
  open: Caller & SharedState & SecretKeeper,
  operation: Operation,
  value: unknown,
  textFor: (fields: unknown) => string | undefined,
): Promise<TargetCallResult> {
  const baseUrl = open.target.services[APIDATATOOLS]?.baseUrl ?? "";
  const [place] = jsonPointer(value, "/upload/url");
  const [fields] = jsonPointer(value, "/upload/fields");
  if (typeof place !== "string" || !URL.canParse(place, baseUrl)) {
    return {
      kind: "unavailable",
      reason: "the answer of createUpload names no place for the file",
    };
  }
  const url = new URL(place, baseUrl);
  if (url.origin !== new URL(baseUrl).origin) {
    const reason = "the file would go to another host than the target's base URL";
    return { kind: "unavailable", reason };
  }
  const text = textFor(fields);
  if (text === undefined) {
    return { kind: "unavailable", reason: "createUpload names no size that a file may not have" };
  }
  const sent = await ask(open, operation, {
    method: "POST",
    url: url.href,
    headers: { "content-type": `multipart/form-data; boundary=${BOUNDARY}` },
    body: formOf(fields, text),
  });
  return { kind: "made", sent, answer: sent.answer, values: {} };
}

async function listUploads(
  open: Caller & SharedState & SecretKeeper,
  operation: Operation,
  headers: Readonly<Record<string, string>>,
): Promise<TargetCallResult> {
  const service = open.target.services[APIDATATOOLS];
  const how = listUploadsOf(service);
  if (!service || !how) return { kind: "unavailable", reason: "the target has no listUploads" };
  const url = `${service.baseUrl}${how.path}`;
  const sent = await ask(open, operation, { method: how.method, url, headers, body: null });
  const ids = jsonPointer(jsonOf(sent.answer), how.ids).filter((id) => typeof id === "string");
  return { kind: "made", sent, answer: sent.answer, values: {}, ids };
}

function ask(
  open: Caller & SharedState & SecretKeeper,
  operation: Operation,
  bare: WireRequest,
): Promise<Sent> {
  const service = open.target.services[APIDATATOOLS];
  const request = service ? withHeaders(bare, service) : bare;
  const { pathname, search } = new URL(request.url);
  const http = { method: request.method, path: `${pathname}${search}` };
  const args = headerLines(bare.headers).map(
    ([name, value]) => ({ name, value, in: "header" }) as const,
  );
  const call = { operation: { ...operation, http }, binding: "rest", arguments: args } as const;
  return sendRequest(open.client, call, request);
}

function headersOf(key: string | undefined, body: string | null): Record<string, string> {
  return {
    ...(key === undefined ? {} : { "x-api-key": key }),
    ...(body === null ? {} : { "content-type": "application/json" }),
  };
}

function textsOf(values: Readonly<Record<string, JsonValue>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

function jsonOf(answer: Answer | undefined): unknown {
  return answer?.kind === "json" ? answer.value : undefined;
}

/** A file one byte larger than the form allows by its `content-length-range`, and we may send. */
function textAbove(most: number): (fields: unknown) => string | undefined {
  return (fields) => {
    const [range] = jsonPointer(fields, "/content-length-range");
    const [, limit] = /^\d+,(\d+)$/.exec(String(range ?? "")) ?? [];
    const size = Number(limit ?? Number.NaN) + 1;
    return size <= most ? " ".repeat(size) : undefined;
  };
}

function formOf(fields: unknown, text: string): string {
  const members = Object.entries((fields ?? {}) as Readonly<Record<string, unknown>>);
  const parts = members.map(
    ([name, value]) => `Content-Disposition: form-data; name="${name}"\r\n\r\n${String(value)}`,
  );
  const file = [
    'Content-Disposition: form-data; name="file"; filename="assay.json"',
    "Content-Type: application/json",
    "",
    text,
  ].join("\r\n");
  const body = [...parts, file].map((part) => `--${BOUNDARY}\r\n${part}\r\n`).join("");
  return `${body}--${BOUNDARY}--\r\n`;
}

async function printedBy([command = "", ...args]: readonly string[]): Promise<string | undefined> {
  const run = promisify(execFile);
  try {
    const { stdout } = await run(command, args, { timeout: COMMAND_TIMEOUT_MS });
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}
