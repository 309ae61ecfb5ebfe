import { operationUrl } from "../client/endpoint.ts";
import type { WireService } from "../encode/wire-request.ts";
import { type CurlPart, type CurlStep, type SecretPart, variableOf } from "./curl-step.ts";
import { shellQuote } from "./shell-quote.ts";

const TICKET_OF_ANSWER = `tr '\\r\\n\\t' '   ' | sed -n 's/.*[[:space:]][Tt]icket="\\([^"]*\\)".*/\\1/p'`;

/** One comment for each secret that the steps use: how to set its variable before the rest is run. */
export function secretComments(steps: readonly CurlStep[]): readonly string[] {
  const comments = new Map<string, string>();
  for (const step of steps) {
    for (const part of partsOf(step)) {
      if (typeof part === "string" || "saved" in part) continue;
      const variable = variableOf(part);
      if (!comments.has(variable)) comments.set(variable, comment(variable, part, step));
    }
  }
  return [...comments.values()];
}

function partsOf({ values = {}, request }: CurlStep): readonly CurlPart[] {
  const { url = [], headers = [], body } = request ?? {};
  const inBody = body && !Buffer.isBuffer(body) ? body : [];
  return [
    ...Object.values(values).flat(),
    ...url,
    ...headers.flatMap(([, text]) => text),
    ...inBody,
  ];
}

function comment(variable: string, part: SecretPart, step: CurlStep): string {
  const how =
    part.how ??
    (variable.endsWith("_TICKET") ? loginLine(variable, userOf(variable), step.service) : null);
  const text = how === null ? `set ${variable} first` : `set ${variable} first: ${how}`;
  return `# ${text.replace(/[\r\n]+/g, " ")}`;
}

function userOf(variable: string): string {
  return variable.slice(0, -"_TICKET".length);
}

/** Sets a variable to a new ticket of a user, whose name and password are variables. */
export function loginLine(variable: string, user: string, service: WireService): string {
  const url = shellQuote(operationUrl(service.baseUrl, "AuthenticateUser"));
  const fields = `--data-urlencode "UID=$${user}_UID" --data-urlencode "PWD=$${user}_PWD"`;
  return `${variable}=$(curl -sS ${url} ${fields} | ${TICKET_OF_ANSWER})`;
}
