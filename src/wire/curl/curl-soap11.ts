import { endpoint } from "../client/endpoint.ts";
import { envelope, soapHeaders } from "../encode/soap11.ts";
import { xmlEscape } from "../encode/xml-escape.ts";
import type { CurlCommand } from "./curl-command.ts";
import {
  type CurlSegment,
  type CurlStep,
  needPipe,
  printCommand,
  segmentsOf,
  shellWord,
} from "./curl-step.ts";
import { shellQuote } from "./shell-quote.ts";

/**
 * SOAP 1.1 with the envelope written out. Variables are put in as they are: tickets and handlers
 * hold nothing that XML minds, and a saved value is still escaped as the answer had it. A password
 * may hold anything, and is escaped by the shell.
 */
export function curlSoap11(step: CurlStep): CurlCommand {
  const { call, service } = step;
  const { head, tail } = envelope(call.operation.name);
  const body: CurlSegment[] = [head];
  for (const argument of call.arguments) {
    const escaped = segmentsOf(step, argument).map((segment) => {
      if (typeof segment === "string") return xmlEscape(segment);
      return "isText" in segment ? ({ ...segment, inXml: true } as const) : segment;
    });
    body.push(`<${argument.name}>`, ...escaped, `</${argument.name}>`);
  }
  body.push(tail);
  const words = [shellQuote(endpoint(service.baseUrl))];
  if (call.method) words.unshift("-X", shellQuote(call.method));
  for (const [name, value] of Object.entries(soapHeaders(call.operation.name))) {
    words.push("-H", shellQuote(`${name}: ${value}`));
  }
  return withBody(words, joinTexts(body));
}

/** The body in the command line while it fits there, piped in otherwise. */
export function withBody(words: readonly string[], body: readonly CurlSegment[]): CurlCommand {
  return needPipe(body)
    ? { pipe: printCommand(body), words: [...words, "--data-binary", "@-"] }
    : { words: [...words, "--data-binary", shellWord(body)] };
}

/** Neighbouring texts as one, so that quotes open and close only around variables and bytes. */
export function joinTexts(segments: readonly CurlSegment[]): readonly CurlSegment[] {
  const joined: CurlSegment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    if (typeof segment === "string" && typeof last === "string") {
      joined[joined.length - 1] = last + segment;
    } else {
      joined.push(segment);
    }
  }
  return joined;
}
