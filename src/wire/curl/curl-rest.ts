import { endpoint } from "../client/endpoint.ts";
import { wellFormed } from "../encode/percent.ts";
import { joinTexts, withBody } from "./curl-body.ts";
import type { CurlCommand } from "./curl-command.ts";
import { type CurlSegment, type CurlStep, segmentsOf, shellWord } from "./curl-step.ts";
import { shellQuote } from "./shell-quote.ts";

/** REST: parameters as headers, the others as a JSON body. */
export function curlRest(step: CurlStep): CurlCommand {
  const { call, service } = step;
  const { http, name } = call.operation;
  if (!http) throw new Error(`${name} has no http method and path: it cannot be called by REST.`);
  const words = ["-X", shellQuote(call.method ?? http.method)];
  const members: CurlSegment[][] = [];
  for (const argument of call.arguments) {
    const segments = segmentsOf(step, argument);
    if (argument.in === "header") words.push("-H", headerWord(argument.name, segments));
    else members.push([`${JSON.stringify(argument.name)}:"`, ...segments.map(jsonInner), '"']);
  }
  words.push(shellQuote(`${endpoint(service.baseUrl)}${http.path}`));
  if (members.length === 0) return { words };
  words.push("-H", shellQuote("content-type: application/json"));
  const body = members.flatMap((member, index) => (index === 0 ? member : [",", ...member]));
  return withBody(words, joinTexts(["{", ...body, "}"]));
}

/** curl drops a header whose value is empty unless its name ends with a semicolon. */
function headerWord(name: string, segments: readonly CurlSegment[]): string {
  return segments.every((segment) => segment === "")
    ? shellQuote(`${name};`)
    : shellWord([`${name}: `, ...segments]);
}

function jsonInner(segment: CurlSegment): CurlSegment {
  return typeof segment === "string" ? JSON.stringify(wellFormed(segment)).slice(1, -1) : segment;
}
