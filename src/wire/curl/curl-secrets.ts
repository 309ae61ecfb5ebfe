import type { Credentials, PlainCall } from "../../model/service.ts";
import { operationUrl } from "../client/endpoint.ts";
import type { WireService } from "../encode/wire-request.ts";
import { type CurlSegment, type CurlStep, type SecretPart, variableOf } from "./curl-step.ts";
import { shellQuote, shellVariable } from "./shell-quote.ts";

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
  { token: [name = ""], ...login }: NonNullable<Credentials["login"]>,
): string {
  const line = callLine(login, service, { $uid: `${user}_UID`, $pwd: `${user}_PWD` });
  return `${shellVariable(variable)}=$(${line} | ${attributeFilter(name)})`;
}

/** Ends the session of the token that a variable holds. */
export function logoutLine(variable: string, service: WireService, logout: PlainCall): string {
  return callLine(logout, service, { $token: variable });
}

/** A call whose values are texts, or variables by the names that stand for them. */
function callLine(
  { call, with: args }: PlainCall,
  { baseUrl }: WireService,
  variables: Readonly<Record<string, string>>,
): string {
  const fields = Object.entries(args).map(([field, value]) => {
    const variable = variables[String(value)];
    const text = `${field}=${variable === undefined ? value : ""}`;
    return `--data-urlencode ${shellQuote(text)}${variable === undefined ? "" : `"$${shellVariable(variable)}"`}`;
  });
  return ["curl -sS", shellQuote(operationUrl(baseUrl, call)), ...fields].join(" ");
}

/** Prints the value of an attribute, in either letter case of its first letter. */
function attributeFilter(name: string): string {
  const [first = "", rest = ""] = [name.slice(0, 1), name.slice(1)];
  const escaped = rest.replace(/[\\/.*[\]^$]/g, "\\$&");
  const either = `[${first.toUpperCase()}${first.toLowerCase()}]${escaped}`;
  const expression = `s/.*[[:space:]]${either}="\\([^"]*\\)".*/\\1/p`;
  return `tr '\\r\\n\\t' '   ' | sed -n ${shellQuote(expression)}`;
}
