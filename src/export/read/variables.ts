import {
  type ExportedRequest,
  NotExpressible,
  type Part,
  type Variable,
} from "../exported-test.ts";

/** What a secret of a report is: `ticket` of the `owner`. */
export interface Label {
  readonly what: string;
  readonly of: string;
}

/** `ticket:owner` as reports write it. */
export function labelOf(text: string): Label {
  const at = text.indexOf(":");
  return { what: text.slice(0, at), of: text.slice(at + 1) };
}

/** Spellings of a secret that are made of it in a run: no variable holds them. */
const DERIVED = /^owner-(?!again$)/;

/**
 * The variable that holds a secret, by the names that the curl lines of a report use.
 *
 * @throws NotExpressible for a spelling of a secret that a run makes
 */
export function variableOf({ what, of }: Label): string {
  if (DERIVED.test(of)) {
    throw new NotExpressible(
      `it sends the ${what} in a spelling of its own, which no variable holds`,
    );
  }
  if (what === "env") return named(of);
  if (what === "header") return named(`HEADER_${of}`);
  return named(`${of}_${what === "password" ? "PWD" : what}`);
}

function named(text: string): string {
  const name = text.toUpperCase().replace(/[^A-Z0-9_]/g, "_");
  return /^[A-Z_]/.test(name) ? name : `V_${name}`;
}

/** The variables of some requests, each once, and what the report says of how to get them. */
export function variablesOf(
  requests: readonly ExportedRequest[],
  curl: string,
): readonly Variable[] {
  const parts = requests.flatMap(({ url, headers, body }) => [
    ...url,
    ...headers.flatMap(([, value]) => value),
    ...body,
  ]);
  const names = new Set(parts.flatMap((part) => (isVariable(part) ? [part.name] : [])));
  return [...names].sort().map((name) => ({ name, about: aboutOf(name, curl) }));
}

function isVariable(part: Part): part is Extract<Part, { kind: "variable" }> {
  return typeof part === "object" && part.kind === "variable";
}

/** The curl lines of a report begin with how to get each. */
function aboutOf(name: string, curl: string): string {
  const line = curl.split("\n").find((one) => one.startsWith(`# set ${name} first`));
  const how = line?.slice(`# set ${name} first`.length).replace(/^: /, "");
  return how ? how : "a credential that the server gave, as the target of the report has it";
}
