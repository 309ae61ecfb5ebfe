import type { Credentials } from "../../model/service.ts";
import { operationUrl } from "../client/endpoint.ts";
import type { WireService } from "../encode/wire-request.ts";
import { type CurlSegment, type CurlStep, type SecretPart, variableOf } from "./curl-step.ts";
import { shellQuote } from "./shell-quote.ts";

/** One comment for each secret that the steps use: how to set its variable before the rest is run. */
export function secretComments(steps: readonly CurlStep[]): readonly string[] {
  const comments = new Map<string, string>();
  for (const step of steps) {
    for (const part of partsOf(step)) {
      if (typeof part === "string" || !("secret" in part)) continue;
      const variable = variableOf(part);
      if (!comments.has(variable)) comments.set(variable, comment(variable, part));
    }
  }
  return [...comments.values()];
}

function partsOf({
  values = {},
  at = [],
  headers: own = [],
  request,
}: CurlStep): readonly CurlSegment[] {
  const { url = [], headers = [], body } = request ?? {};
  const inBody = body && !Buffer.isBuffer(body) ? body : [];
  return [
    ...Object.values(values).flat(),
    ...at,
    ...own.flatMap(([, text]) => text),
    ...url,
    ...headers.flatMap(([, text]) => text),
    ...inBody,
  ];
}

function comment(variable: string, part: SecretPart): string {
  const text = `set ${variable} first${part.how === undefined ? "" : `: ${part.how}`}`;
  return `# ${text.replace(/[\r\n]+/g, " ")}`;
}

/** Sets a variable to a new token of a user, whose name and password are variables. */
export function loginLine(
  variable: string,
  user: string,
  service: WireService,
  { call, with: args, token: [name = ""] }: NonNullable<Credentials["login"]>,
): string {
  const url = shellQuote(operationUrl(service.baseUrl, call));
  const words: Readonly<Record<string, string>> = { $uid: `$${user}_UID`, $pwd: `$${user}_PWD` };
  const fields = Object.entries(args)
    .map(([field, value]) => `--data-urlencode "${field}=${words[String(value)] ?? value}"`)
    .join(" ");
  return `${variable}=$(curl -sS ${url} ${fields} | ${attributeFilter(name)})`;
}

/** Prints the value of an attribute, in either letter case of its first letter. */
function attributeFilter(name: string): string {
  const [first = "", rest = ""] = [name.slice(0, 1), name.slice(1)];
  const either = `[${first.toUpperCase()}${first.toLowerCase()}]${rest}`;
  return `tr '\\r\\n\\t' '   ' | sed -n 's/.*[[:space:]]${either}="\\([^"]*\\)".*/\\1/p'`;
}
