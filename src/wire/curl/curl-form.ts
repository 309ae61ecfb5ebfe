import { operationUrl } from "../client/endpoint.ts";
import { percent } from "../encode/percent.ts";
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

/** GET with a query, or POST with a urlencoded form: curl encodes each value; the first long one is piped in. */
export function curlForm(step: CurlStep, as: "query" | "form"): CurlCommand {
  const { call, service } = step;
  const words = [shellQuote(operationUrl(service.baseUrl, call.operation.name))];
  if (as === "query") words.unshift("-G");
  if (call.method) words.unshift("-X", shellQuote(call.method));
  let pipe: string | undefined;
  for (const argument of call.arguments) {
    const name = percent(argument.name);
    const segments = segmentsOf(step, argument);
    if (pipe === undefined && needPipe(segments)) {
      pipe = printCommand(segments);
      words.push("--data-urlencode", shellQuote(`${name}@-`));
    } else {
      words.push(...inline(name, segments));
    }
  }
  if (as === "form" && call.arguments.length === 0) words.push("--data", "''");
  return pipe === undefined ? { words } : { pipe, words };
}

/** A NUL cannot stand in a command line: such a value is written percent-encoded. */
function inline(name: string, segments: readonly CurlSegment[]): readonly string[] {
  if (!segments.some((segment) => typeof segment === "string" && segment.includes("\0"))) {
    return ["--data-urlencode", shellWord([`${name}=`, ...segments])];
  }
  const encoded = segments.map((part) => (typeof part === "string" ? percent(part) : part));
  return ["--data", shellWord([`${name}=`, ...encoded])];
}
