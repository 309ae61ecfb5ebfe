import { plain } from "../../judge/checks/evaluate.ts";
import { basicToken } from "../../model/basic-token.ts";
import { bindingThat, hasPlaces } from "../../model/binding.ts";
import { headerLines } from "../../model/header-lines.ts";
import type { PlainCall, Service } from "../../model/service.ts";
import { settingAt, userOf } from "../../model/settings.ts";
import type { ServiceTarget } from "../../model/target.ts";
import { textOf } from "../../model/text-of.ts";
import type { JsonValue } from "../../model/value.ts";
import { operationUrl } from "../../wire/client/endpoint.ts";
import { curlLine } from "../../wire/curl/curl.ts";
import { loginLine } from "../../wire/curl/curl-secrets.ts";
import type { SecretPart } from "../../wire/curl/curl-step.ts";
import { shellQuote, shellVariable } from "../../wire/curl/shell-quote.ts";
import type { KnownTarget } from "../target/target-parts.ts";
import { buildCall } from "./build-call.ts";
import { curlValues } from "./curl-values.ts";
import type { Known } from "./known.ts";
import type { TraceEntry } from "./trace.ts";

type Described = Pick<KnownTarget, "target" | "operations">;

/** Every token and password of a trace, and how a person gets each. */
export function knownTokens(
  open: Described,
  service: Service,
  trace: readonly TraceEntry[],
): readonly Known[] {
  const { credentials, name } = service;
  const entry = open.target.services[name];
  const declared = (["owner", "stranger"] as const).flatMap((who): readonly Known[] => {
    const user = userOf(service, entry, who);
    const secret = (what: string): string => `${who}_${what}`.toUpperCase();
    if (!credentials || !user) return [];
    const token = secret(credentials.word);
    if ("token" in user) {
      // A ticket is known by the calls that carry it.
      return credentials.login ? [] : [{ value: user.token, part: { secret: token } }];
    }
    const pwd = { value: user.pwd, part: { secret: secret("pwd"), isText: true } } as const;
    if (credentials.login) return [pwd];
    const both = `"$${secret("uid")}:$${secret("pwd")}"`;
    const how = `${shellVariable(token)}=$(printf %s ${both} | base64 | tr -d '\\n')`;
    return [{ value: basicToken(user), part: { secret: token, how } }, pwd];
  });
  return [...trace.flatMap((one) => tokenOf(one, open, service)), ...declared];
}

/** The header lines that a target adds, and what stands for their values: secrets, however short. */
export function knownHeaders({
  headers = {},
}: Pick<ServiceTarget, "headers">): readonly (Known & { readonly name: string })[] {
  return headerLines(headers).map(([name, value], index, all) => {
    const before = all.slice(0, index).filter(([other]) => other === name).length;
    const secret = `HEADER_${name.toUpperCase()}${before === 0 ? "" : `_${before + 1}`}`;
    return { name, value, part: { secret, how: `the header ${name} of the target` } };
  });
}

/** The token that a call carried for whom it was made. */
function tokenOf(entry: TraceEntry, open: Described, service: Service): readonly Known[] {
  const { sent, as, rename = {} } = entry;
  const parameter = sent?.call.operation.parameters.find(
    ({ type }) => type === "ticket" || type === "key",
  );
  if (!sent || !parameter || entry.with[parameter.name] !== undefined) return [];
  const name = (rename[parameter.name] ?? parameter.name).toLowerCase();
  const argument = sent.call.arguments.find((one) => one.name.toLowerCase() === name);
  const value = argument?.token ?? argument?.value;
  const part = TOKENS.has(textOf(as)) ? tokenPart(textOf(as), open, service) : undefined;
  return part && typeof value === "string" ? [{ value, part }] : [];
}

/** Any other token is one that nobody was given, and stands in the command as it is. */
const TOKENS: ReadonlySet<string> = new Set(["owner", "owner-again", "stranger", "ended"]);

function tokenPart(who: string, open: Described, service: Service): SecretPart | undefined {
  const { credentials, name } = service;
  if (!credentials?.login) return undefined;
  const { word, expired, login, logout } = credentials;
  const secret = `${who.replace("-", "_")}_${word}`.toUpperCase();
  const entry = open.target.services[name];
  const user = userOf(service, entry, who === "stranger" ? "stranger" : "owner");
  if (who === "ended" && expired !== undefined && settingAt(entry, expired) !== undefined) {
    return { secret, how: `the ${expired} of the target` };
  }
  if (!entry || !user || "token" in user) {
    return { secret, how: `the ${word} that the target declares for the ${who}` };
  }
  const of = who === "stranger" ? "STRANGER" : "OWNER";
  const [first = ""] = login.token;
  const inRest = restLine(login, open, service, {
    known: [
      { saved: "uid", value: "", part: { secret: `${of}_UID`, isText: true } },
      { saved: "pwd", value: "", part: { secret: `${of}_PWD`, isText: true } },
    ],
    save: { [secret]: first },
  });
  const line = inRest ?? loginLine(shellVariable(secret), of, entry, login);
  if (who !== "ended" || !logout) return { secret, how: line };
  const out =
    restLine(logout, open, service, { known: [{ saved: "token", value: "", part: { secret } }] }) ??
    formLine(logout, entry, secret);
  return { secret, how: `${line}; ${out}` };
}

/** The command for a call of REST over values that variables stand for; undefined where it is no such call. */
function restLine(
  { call: name, with: template }: PlainCall,
  { target, operations }: Described,
  { name: serviceName }: Service,
  { known, save }: { readonly known: readonly Known[]; readonly save?: Record<string, string> },
): string | undefined {
  const operation = operations[serviceName]?.[name];
  const service = target.services[serviceName];
  if (!service || !operation?.http) return undefined;
  const scope = new Map(known.map(({ saved = "" }) => [saved, "assay"]));
  const values = plain(template, scope) as Readonly<Record<string, JsonValue>>;
  const binding = bindingThat(hasPlaces);
  const how = { binding, without: [], credential: undefined, rename: {} } as const;
  const call = buildCall({ operation, with: values, ...how });
  const parts = curlValues({ with: template }, call, known);
  return curlLine({ call, service, values: parts, ...(save ? { save } : {}) });
}

function formLine({ call, with: args }: PlainCall, entry: ServiceTarget, secret: string): string {
  const fields = Object.entries(args).map(
    ([field, value]) =>
      `--data-urlencode ${field}="${value === "$token" ? `$${shellVariable(secret)}` : value}"`,
  );
  return `curl -sS ${shellQuote(operationUrl(entry.baseUrl, call))} ${fields.join(" ")}`;
}
