import { operationUrl } from "../client/endpoint.ts";
import { recipeOf } from "../encode/bytes.ts";
import { PART_FILENAME } from "../encode/multipart.ts";
import { isPayload } from "../encode/value-text.ts";
import type { CurlCommand } from "./curl-command.ts";
import { type CurlStep, segmentsOf, shellWord } from "./curl-step.ts";
import { shellQuote } from "./shell-quote.ts";

/**
 * POST as multipart/form-data, the bytes piped in raw. `--form-string` takes a value as it is,
 * where `-F` would read files. Further bytes after the first, which no operation has, are base64.
 */
export function curlMultipart(step: CurlStep): CurlCommand {
  const { call, service } = step;
  const words = [shellQuote(operationUrl(service.baseUrl, call.operation.name))];
  if (call.method) words.unshift("-X", shellQuote(call.method));
  let pipe: string | undefined;
  for (const argument of call.arguments) {
    const { name, value } = argument;
    if (isPayload(value) && pipe === undefined) {
      pipe = recipeOf(value);
      const file = `${name}=@-;filename=${PART_FILENAME};type=application/octet-stream`;
      words.push("-F", shellQuote(file));
    } else {
      words.push("--form-string", shellWord([`${name}=`, ...segmentsOf(step, argument)]));
    }
  }
  return pipe === undefined ? { words } : { pipe, words };
}
