import { type CurlStep, type SecretPart, variableOf } from "./curl-step.ts";
import { operationUrl } from "./endpoint.ts";
import { shellQuote } from "./shell-quote.ts";

const TICKET_OF_ANSWER = `sed -n 's/.*[[:space:]]ticket="\\([^"]*\\)".*/\\1/p'`;

/** One comment for each secret that the steps use: how to set its variable before the rest is run. */
export function secretComments(steps: readonly CurlStep[]): readonly string[] {
  const comments = new Map<string, string>();
  for (const step of steps) {
    for (const part of Object.values(step.values ?? {}).flat()) {
      if (typeof part === "string" || "saved" in part) continue;
      const variable = variableOf(part);
      if (!comments.has(variable)) comments.set(variable, comment(variable, part, step));
    }
  }
  return [...comments.values()];
}

function comment(variable: string, part: SecretPart, step: CurlStep): string {
  const how = part.how ?? (variable.endsWith("_TICKET") ? login(variable, step) : null);
  const text = how === null ? `set ${variable} first` : `set ${variable} first: ${how}`;
  return `# ${text.replace(/[\r\n]+/g, " ")}`;
}

function login(variable: string, { service }: CurlStep): string {
  const user = variable.slice(0, -"_TICKET".length);
  const url = shellQuote(operationUrl(service.baseUrl, "AuthenticateUser"));
  const fields = `--data-urlencode "UID=$${user}_UID" --data-urlencode "PWD=$${user}_PWD"`;
  return `${variable}=$(curl -sS ${url} ${fields} | ${TICKET_OF_ANSWER})`;
}
