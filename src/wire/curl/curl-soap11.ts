import { endpoint } from "../client/endpoint.ts";
import { envelope, soapHeaders } from "../encode/soap11.ts";
import { xmlEscape } from "../encode/xml-escape.ts";
import { joinTexts, withBody } from "./curl-body.ts";
import type { CurlCommand } from "./curl-command.ts";
import { type CurlSegment, type CurlStep, segmentsOf } from "./curl-step.ts";
import { shellQuote } from "./shell-quote.ts";

/**
 * SOAP 1.1 with the envelope written out. Variables are put in as they are: tickets and handlers
 * hold nothing that XML minds, and a saved value is still escaped as the answer had it. A password
 * may hold anything, and is escaped by the shell.
 */
export function curlSoap11(step: CurlStep): CurlCommand {
  const { call, service } = step;
  const { head, tail } = envelope(call.operation);
  const body: CurlSegment[] = [head];
  for (const argument of call.arguments) {
    const escaped = segmentsOf(step, argument).map((segment) => {
      if (typeof segment === "string") return xmlEscape(segment);
      return "isText" in segment ? ({ ...segment, into: "xml" } as const) : segment;
    });
    body.push(`<${argument.name}>`, ...escaped, `</${argument.name}>`);
  }
  body.push(tail);
  const words = [shellQuote(endpoint(service.baseUrl))];
  if (call.method) words.unshift("-X", shellQuote(call.method));
  for (const [name, value] of Object.entries(soapHeaders(call.operation))) {
    words.push("-H", shellQuote(`${name}: ${value}`));
  }
  return withBody(words, joinTexts(body));
}
