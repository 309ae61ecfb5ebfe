import type { Argument } from "../../model/call.ts";
import { endpoint } from "../client/endpoint.ts";
import { recipeOf } from "../encode/bytes.ts";
import { multipartParts } from "../encode/multipart.ts";
import { segment as pathSegment, percent } from "../encode/percent.ts";
import { placeOf } from "../encode/place.ts";
import { CONTENT_TYPE, type RestParts, restParts, typeOfBody } from "../encode/rest-parts.ts";
import { isPayload, valueText } from "../encode/value-text.ts";
import { joinTexts, withBody } from "./curl-body.ts";
import type { CurlCommand } from "./curl-command.ts";
import { headerWord, methodWords, withoutHeader } from "./curl-header.ts";
import {
  base64Command,
  type CurlSegment,
  type CurlStep,
  partsFor,
  segmentsOf,
  shellWord,
} from "./curl-step.ts";
import { jsonSegments, jsonString } from "./json-segments.ts";
import { shellQuote } from "./shell-quote.ts";

/** REST, each parameter where the call has it; a body is sent byte by byte as it was. */
export function curlRest(step: CurlStep): CurlCommand {
  const { call } = step;
  const parts = restParts(call);
  const url = joinTexts([...addressOf(step, parts), ...queryOf(step, parts)]);
  const words = [...careful(url), ...methodWords(parts.method)];
  for (const argument of parts.headers) {
    words.push("-H", headerWord(argument.name, segmentsOf(step, argument)));
  }
  words.push(shellWord(url));
  if (call.leftOut?.includes("user-agent")) words.push(...withoutHeader("user-agent"));
  if (!parts.body) return { words };
  const { content, parameter = "" } = bodyOf(step, parts.body);
  const type = typeOfBody(parts, call);
  if (type !== undefined) words.push("-H", shellQuote(`${CONTENT_TYPE}: ${type}${parameter}`));
  else if (!parts.headers.some(({ name }) => name.toLowerCase() === CONTENT_TYPE)) {
    words.push(...withoutHeader(CONTENT_TYPE));
  }
  return withBody(words, joinTexts(content));
}

/** What curl would read as a pattern, or mend, it is to take as it is. */
function careful(url: readonly CurlSegment[]): readonly string[] {
  const text = url.map((part) => (typeof part === "string" ? part : "")).join("");
  return [
    ...(/[[\]{}]/.test(text) ? ["-g"] : []),
    ...(/\/(?:\.|%2e){1,2}(?=[/?]|$)/i.test(text) ? ["--path-as-is"] : []),
  ];
}

function addressOf(step: CurlStep, { path }: RestParts): readonly CurlSegment[] {
  const { call, service, at } = step;
  if (call.at !== undefined) {
    const place = placeOf(call.at, service.baseUrl);
    if ("refused" in place) return [call.at];
    return place.before === null ? [place.url] : [place.before, ...(at ?? [call.at])];
  }
  const written = path.flatMap((piece) =>
    typeof piece === "string" ? [piece] : inUrl(step, piece, pathSegment),
  );
  return [endpoint(service.baseUrl), ...written];
}

function queryOf(step: CurlStep, { query, path }: RestParts): readonly CurlSegment[] {
  if (query.length === 0) return [];
  const before = step.call.at ?? path.join("");
  return [before.includes("?") ? "&" : "?", ...pairsOf(step, query)];
}

function pairsOf(step: CurlStep, args: readonly Argument[]): readonly CurlSegment[] {
  return args.flatMap((argument, index) => [
    `${index === 0 ? "" : "&"}${percent(argument.name)}=`,
    ...inUrl(step, argument, percent),
  ]);
}

/** Variables stand as they are where the value that was sent needs no encoding. */
function inUrl(
  step: CurlStep,
  argument: Argument,
  encode: (text: string) => string,
): readonly CurlSegment[] {
  const { value } = argument;
  if (isPayload(value)) {
    return [{ output: `${base64Command(value)} | sed 's/+/%2B/g; s,/,%2F,g; s/=/%3D/g'` }];
  }
  const parts = partsFor(step, argument);
  const text = valueText(value);
  if (!parts) return [encode(text)];
  const isPlain = encode(text) === text;
  return parts.map((part): CurlSegment => {
    if (typeof part === "string") return percent(part);
    return isPlain || !("secret" in part || "saved" in part) ? part : { ...part, into: "url" };
  });
}

interface Body {
  readonly content: readonly CurlSegment[];
  readonly parameter?: string;
}

function bodyOf(step: CurlStep, { kind, args }: NonNullable<RestParts["body"]>): Body {
  switch (kind) {
    case "json":
      return { content: jsonOf(step, args) };
    case "form":
      return { content: pairsOf(step, args) };
    case "multipart": {
      const { boundary, parts, end } = multipartParts(args);
      const content = parts.flatMap(({ head, argument }) => [head, ...rawOf(step, argument)]);
      return { content: [...content, end], parameter: `; boundary=${boundary}` };
    }
    case "raw":
      return { content: args.flatMap((argument) => rawOf(step, argument)) };
    default:
      return kind satisfies never;
  }
}

function jsonOf(step: CurlStep, args: readonly Argument[]): readonly CurlSegment[] {
  const members = args.flatMap((argument, index) => {
    const { name, value } = argument;
    const isJson = typeof value === "object" && "json" in value;
    const json = isJson
      ? (partsFor(step, argument) ?? jsonSegments(value.json))
      : jsonString(segmentsOf(step, argument));
    return [`${index === 0 ? "" : ","}${JSON.stringify(name)}:`, ...json];
  });
  return ["{", ...members, "}"];
}

function rawOf(step: CurlStep, argument: Argument): readonly CurlSegment[] {
  const { value } = argument;
  return isPayload(value) ? [{ output: recipeOf(value) }] : segmentsOf(step, argument);
}
