import { cut } from "../../judge/answer/quote.ts";
import type { Mismatch } from "../../judge/checks/mismatch.ts";
import type { Argument, Call } from "../../model/call.ts";
import type { Failure } from "../../model/failure.ts";
import { headersOf } from "../../model/header-lines.ts";
import type { Rule } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import { brokenBy, failureId } from "../../run/case/evidence.ts";
import { recordedStep } from "../../run/case/recorded-step.ts";
import { signatureOf } from "../../run/case/signature.ts";
import { symbolicChecks } from "../../run/case/symbolic-checks.ts";
import type { CaseResult, TraceEntry } from "../../run/case/trace.ts";
import { curl } from "../../wire/curl/curl.ts";
import type { CurlPart } from "../../wire/curl/curl-step.ts";
import { toExchange } from "../../wire/redact/exchange.ts";
import { redactDeep } from "../../wire/redact/redact-deep.ts";
import type { Secrets } from "../../wire/redact/secrets.ts";
import { credentialOf, type KnownCaller } from "./callers.ts";
import type { JudgedRecord } from "./judge-answer.ts";
import { scopeOf } from "./match-step.ts";
import type { RecordedCall } from "./recorded-call.ts";

/** A sentence about an answer; the exchange has more of it. */
const MOST_CHARS = 8 * 1024;
/** Seen in the traffic, and not tried again. */
const AS_RECORDED = "1/1";
/** Nothing was generated. */
const NO_SEED = 0;
/** How a redacted text shows a secret. */
const LABEL = /‹([a-z]+:[\w:.-]+)›/;

/** A recorded call as the one entry of a trace, which is what judges and reports know. */
export function traceOf(call: RecordedCall, { caller, token }: KnownCaller): TraceEntry {
  const { entry, operation, binding, values, response, answer } = call;
  const { method, url, headers, body } = entry.request;
  const credential = credentialOf(call)?.name;
  const args = operation.parameters.flatMap(({ name, in: place = "body" }): Argument[] => {
    const value = values[name];
    if (value === undefined) return [];
    const text = Buffer.isBuffer(value) ? value.toString("base64") : value;
    return [{ name, value: text, ...(place === "body" ? {} : { in: place }) }];
  });
  const made: Call = { operation, binding, arguments: args };
  const given = args.flatMap(({ name, value }): [string, JsonValue][] =>
    name === credential || typeof value !== "string" ? [] : [[name, value]],
  );
  return {
    operation: operation.name,
    binding,
    as: principalOf(caller, token),
    with: Object.fromEntries(given),
    without: operation.parameters
      .filter(({ name }) => values[name] === undefined && name !== credential)
      .map(({ name }) => name),
    save: {},
    sent: {
      call: made,
      request: { method, url, headers: headersOf(headers), body: body ?? null },
      reply: response,
      as: "call",
    },
    answer,
  };
}

/** Of a token that may be good nobody knows whose it is: it is taken for the owner's. */
function principalOf(caller: KnownCaller["caller"], token: string | undefined): JsonValue {
  if (caller === "missing" || caller === "empty") return caller;
  return caller === "malformed" && token !== undefined ? { literal: token } : "owner";
}

/** What one recorded answer shows against a rule, as reports carry it: redacted, and plain. */
export function recordedEvidence(
  rule: Rule,
  call: RecordedCall,
  trace: TraceEntry,
  { mismatches, statements, inputs, then }: JudgedRecord,
  secrets: Secrets,
): Failure {
  const { redact } = secrets;
  const judged = symbolicChecks(then, scopeOf(inputs), new Set());
  const entry: TraceEntry = { ...trace, judged };
  const result = caseOf(mismatches, statements, entry);
  const signature = cut(redact(signatureOf(result)), MOST_CHARS);
  const clean = <T>(value: T): T => redactDeep(value, redact);
  const actual = [...new Set(mismatches.map((one) => one.actual))].join("; ");
  return {
    id: failureId(rule.id, call.binding, signature),
    binding: call.binding,
    statements: brokenBy(rule, result),
    signature,
    reproduced: AS_RECORDED,
    counterexample: clean({ entry: call.entry.number, ...inputs }),
    expected: mismatches.map(({ expected }) => cut(redact(expected), MOST_CHARS)),
    actual: cut(redact(actual), MOST_CHARS),
    step: 1,
    exchanges: entry.sent ? [toExchange(entry.sent.request, entry.sent.reply, secrets)] : [],
    curl: curlOf(call, entry, redact),
    seed: NO_SEED,
    steps: clean([recordedStep(entry, { errors: call.operation.errors ?? [], ending: undefined })]),
  };
}

function caseOf(
  mismatches: readonly Mismatch[],
  statements: readonly string[],
  entry: TraceEntry,
): CaseResult {
  return {
    verdict: "violated",
    mismatches: mismatches.map((one) => ({ statements, ...one, step: 1 })),
    exercised: new Set(statements),
    trace: [entry],
    observed: [],
    chosen: [],
  };
}

/** Lines that curl, or the connection, writes by itself. */
const OF_CONNECTION =
  /^(?::.*|host|content-length|connection|keep-alive|transfer-encoding|accept-encoding|user-agent)$/i;

/** The request as it was sent, with variables where secrets were. */
function curlOf(
  call: RecordedCall,
  { sent }: TraceEntry,
  redact: (text: string) => string,
): string {
  if (!sent) return "";
  const parts = (text: string): readonly CurlPart[] =>
    redact(text)
      .split(LABEL)
      .map((piece, index) => (index % 2 === 0 ? piece : { secret: variableName(piece) }));
  const { method, url, headers, body } = call.entry.request;
  const text = body?.toString("utf8") ?? "";
  const isText = Buffer.from(text).equals(body ?? Buffer.alloc(0));
  return curl([
    {
      call: sent.call,
      service: { baseUrl: url },
      request: {
        method,
        url: parts(url),
        headers: headers
          .filter(([name]) => !OF_CONNECTION.test(name))
          .map(([name, value]) => [name, parts(value)] as const),
        body: body ? (isText ? parts(text) : body) : null,
      },
    },
  ]);
}

/** `ticket:1` as `CALLER_1_TICKET`, `header:cookie:2` as `HEADER_COOKIE_2`. */
function variableName(label: string): string {
  const [word = "", ...rest] = label
    .toUpperCase()
    .replace(/[^A-Z0-9:]+/g, "_")
    .split(":");
  const number = rest.join("_");
  if (word === "PASSWORD") return `CALLER_${number}_PWD`;
  return ["TICKET", "KEY", "TOKEN"].includes(word)
    ? `CALLER_${number}_${word}`
    : [word, number].join("_");
}
