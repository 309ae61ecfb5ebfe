import type { DescribedParameter } from "./described-call.ts";
import { followed, membersOf } from "./read-openapi.ts";

type Members = Readonly<Record<string, unknown>>;

/** How a call says who makes it. */
export interface Scheme {
  /** As the document calls it. */
  readonly name: string;
  readonly in: "header" | "query";
  readonly parameter: string;
  /** The word before the token. */
  readonly word?: string;
}

/**
 * The first way to say who calls that a service file knows: a key in a header or the query, or a token after
 * a word in `Authorization`. Undefined where nobody is asked; an operation for which that is one of several
 * ways asks nobody.
 *
 * @param security the requirements of the operation, or of the document
 */
export function schemeOf(
  security: unknown,
  root: Members,
): Scheme | { readonly leftOut: string } | undefined {
  if (!Array.isArray(security) || security.length === 0) return undefined;
  const ways = security.map((one) => Object.keys(membersOf(one)));
  if (ways.some((names) => names.length === 0)) return undefined;
  const schemes = membersOf(membersOf(root["components"])["securitySchemes"]);
  for (const [name = "", ...others] of ways) {
    const scheme = others.length === 0 ? known(name, followed(schemes[name], root)) : undefined;
    if (scheme) return scheme;
  }
  return { leftOut: `who calls (${ways.map((names) => names.join(" and ")).join(", or ")})` };
}

function known(name: string, described: Members): Scheme | undefined {
  const { type, in: place, name: parameter, scheme } = described;
  if (type === "apiKey" && typeof parameter === "string") {
    return place === "header" || place === "query" ? { name, in: place, parameter } : undefined;
  }
  const word =
    type === "oauth2" || type === "openIdConnect"
      ? "Bearer"
      : type === "http" && typeof scheme === "string"
        ? scheme.slice(0, 1).toUpperCase() + scheme.slice(1).toLowerCase()
        : undefined;
  if (word !== "Bearer" && word !== "Basic") return undefined;
  return { name, in: "header", parameter: "Authorization", word };
}

export function credentialOf({ in: place, parameter, word }: Scheme): DescribedParameter {
  const token = word === undefined ? {} : { scheme: word };
  return { name: parameter, type: "key", in: place, required: true, ...token };
}
