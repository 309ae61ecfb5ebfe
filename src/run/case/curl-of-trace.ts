import { hasBinding, isToldByStatus } from "../../model/binding.ts";
import { headerLines } from "../../model/header-lines.ts";
import { type Bytes, wholeOf } from "../../model/made-bytes.ts";
import type { Rule } from "../../model/rule.ts";
import type { SavedFrom } from "../../model/saved-from.ts";
import type { Target } from "../../model/target.ts";
import { type Transfer, transferWords } from "../../model/transfer.ts";
import { curl } from "../../wire/curl/curl.ts";
import type { CurlHeader, CurlRequest, CurlStep } from "../../wire/curl/curl-step.ts";
import { shellQuote } from "../../wire/curl/shell-quote.ts";
import type { WireService } from "../../wire/encode/wire-request.ts";
import { wireServiceOf } from "../service/wire-service.ts";
import type { KnownTarget, SecretKeeper } from "../target/target-parts.ts";
import { knownHeaders } from "./curl-tokens.ts";
import { curlPlace, curlValues } from "./curl-values.ts";
import { knownBefore, knownValues } from "./curl-variables.ts";
import { type Known, withVariables } from "./known.ts";
import type { TraceEntry } from "./trace.ts";

type Sent = NonNullable<TraceEntry["sent"]>;

const RACE =
  "This case has several calls in flight at the same time, which a shell line cannot repeat: use assay replay.";
const CANARY =
  "The last call leads the server to a file or an address that are there only for the time of a case: assay replay puts them there again.";
const BEHIND =
  "What is judged then lies behind the server, in its files: no answer shows it, assay replay looks.";
const SPELLED =
  "‹...› stands for a secret in a spelling of its own, which this line cannot make: assay replay sends it.";

/**
 * The calls up to the one that failed as commands for a shell, which need nothing but the secrets as
 * variables; or, where curl cannot send the same again, a comment that says why and what can.
 */
export function curlOfTrace(
  open: KnownTarget & SecretKeeper,
  rule: Rule,
  trace: readonly TraceEntry[],
): string {
  const entry = open.target.services[rule.service];
  const described = open.services[rule.service];
  if (!entry || !described) return "";
  const service = wireServiceOf(described, entry);
  if (rule.property?.startsWith("race-")) return `# ${RACE}`;
  const raw = trace.findIndex(({ sent }) => sent?.as === "bytes");
  if (raw >= 0) {
    return `# Step ${raw + 1} sends bytes that are no request as clients make them, which curl cannot: assay replay sends them.`;
  }
  const odd = trace.findIndex(
    ({ sent }) => sent?.request.transfer && !inCurl(sent.request.transfer),
  );
  const how = trace[odd]?.sent?.request.transfer;
  if (how) {
    return `# Step ${odd + 1} goes over the wire in a way that curl cannot (${transferWords(how)}): assay replay sends it so.`;
  }
  if (leadsAstray(trace.at(-1))) return `# ${CANARY}`;
  const known = knownValues(open, described, trace);
  const steps = trace.flatMap((entry, index): CurlStep[] =>
    entry.sent
      ? [stepOf(entry, entry.sent, { target: open.target, service, trace, known, index })]
      : [],
  );
  const written = curl(steps);
  const shown = open.secrets.redact(written);
  return [
    ...(shown === written ? [] : [`# ${SPELLED}`]),
    ...known.flatMap(({ part, by }) => ("saved" in part && !by ? [freshName(part.saved)] : [])),
    shown,
    ...(looksBehind(rule) ? [`# ${BEHIND}`] : []),
  ].join("\n");
}

/** Files and addresses that hostile input points to are named so, and removed with the case. */
function leadsAstray(last: TraceEntry | undefined): boolean {
  if (last?.sent?.as !== "request") return false;
  const { url, body } = last.sent.request;
  return /assay-canary-|\/canary\b|%2Fcanary\b/.test(`${url}\n${String(body ?? "")}`);
}

/** A document of the recorded name may be there by now. */
function freshName(variable: string): string {
  return `${variable}=assay-$(date +%s)-$$-${variable.replace(/\D/g, "") || "1"}.bin`;
}

function looksBehind({ property, steps }: Rule): boolean {
  return (
    property?.startsWith("leak-") === true ||
    steps.some((step) => step.kind === "probe" && step.then !== undefined)
  );
}

/** What curl has to know of certificates; paths as they are on this machine. */
function tlsOptions({ tls: { ca, cert, key, rejectUnauthorized } }: Target): readonly string[] {
  const file = (option: string, path: string | undefined): readonly string[] =>
    path === undefined ? [] : [option, shellQuote(path)];
  const files = [...file("--cacert", ca), ...file("--cert", cert), ...file("--key", key)];
  return [...(rejectUnauthorized ? [] : ["-k"]), ...files];
}

/** Words by which curl sends so, too; undefined where it cannot. */
function inCurl({ expect, chunked, ...others }: Transfer): readonly string[] | undefined {
  const isPlain = chunked === undefined || Object.keys(chunked).length === 0;
  if (!isPlain || Object.values(others).some((part) => part !== undefined)) return undefined;
  return [
    ...(expect === undefined ? [] : ["-H", shellQuote("Expect: 100-continue")]),
    ...(chunked === undefined ? [] : ["-H", shellQuote("Transfer-Encoding: chunked")]),
  ];
}

function linesOf(service: WireService): readonly CurlHeader[] {
  return knownHeaders(service.headers ? { headers: service.headers } : {}).map(({ name, part }) => [
    name,
    [part],
  ]);
}

interface Around {
  readonly target: Target;
  readonly service: WireService;
  readonly trace: readonly TraceEntry[];
  readonly known: readonly Known[];
  readonly index: number;
}

function stepOf(entry: TraceEntry, sent: Sent, around: Around): CurlStep {
  const { target, service, trace, index } = around;
  const known = knownBefore(around.known, trace, index);
  const at = curlPlace(entry, sent.call, known);
  // The answer of the last one is what there is to see.
  const save = index === trace.length - 1 ? {} : savesOf(entry, around.known);
  return {
    call: sent.call,
    service,
    options: [...tlsOptions(target), ...(inCurl(sent.request.transfer ?? {}) ?? [])],
    ...(sent.as === "call" ? { headers: linesOf(service) } : {}),
    ...(sent.as === "call" ? { values: curlValues(entry, sent.call, known) } : {}),
    ...(at ? { at } : {}),
    ...(sent.as === "request" ? { request: requestOf(sent, known) } : {}),
    ...(Object.keys(save).length > 0 ? { save } : {}),
    ...(entry.polled ? { polled: entry.polled } : {}),
    ...(index === trace.length - 1 && showsHead(entry) ? { showsHead: true } : {}),
  };
}

function requestOf({ request }: Sent, known: readonly Known[]): CurlRequest {
  const { method, url, headers, body } = request;
  return {
    method,
    url: withVariables(url, known),
    headers: headerLines(headers).map(([name, value]) => [name, withVariables(value, known)]),
    body: bodyOf(body, known),
  };
}

function bodyOf(body: string | Bytes | null, known: readonly Known[]): CurlRequest["body"] {
  if (body === null) return null;
  const bytes = typeof body === "string" ? Buffer.from(body) : wholeOf(body);
  const text = typeof body === "string" ? body : bytes.toString("utf8");
  const isText = typeof body === "string" || Buffer.from(text).equals(bytes);
  return isText && !text.includes("\0") ? withVariables(text, known) : bytes;
}

/** Variable → where the answer has its value. */
function savesOf(entry: TraceEntry, known: readonly Known[]): Readonly<Record<string, SavedFrom>> {
  return Object.fromEntries(
    known.flatMap(({ by, saved = "", from }) =>
      by === entry && from !== undefined ? [[saved, from]] : [],
    ),
  );
}

/** Checks of what curl shows only when it is asked to. */
const OF_HEAD: readonly string[] = ["headers", "informational", "trailers"];

/** Whether what is wrong with the last answer may stand in its head. */
function showsHead({ judged, sent }: TraceEntry): boolean {
  const { operation } = sent?.call ?? {};
  if (operation?.answer === "none" && hasBinding(operation, isToldByStatus)) return true;
  const { oneOf = [], ...checks } = Object(judged) as Readonly<Record<string, unknown>>;
  return [checks, ...[oneOf].flat()].some((each) =>
    OF_HEAD.some((name) => Object.hasOwn(Object(each), name)),
  );
}
