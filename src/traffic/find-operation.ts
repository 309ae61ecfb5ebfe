import { type Binding, traitsOf } from "../model/binding.ts";
import type { BindingTraits } from "../model/binding-table.ts";
import { headerOf } from "../model/header-lines.ts";
import type { Operation, Operations } from "../model/operation.ts";
import { piecesOfPath } from "../model/path-template.ts";
import type { DescribedTarget } from "../model/service.ts";
import type { ServiceName } from "../model/target.ts";
import { percent } from "../wire/encode/percent.ts";
import type { SeenExchange } from "./seen-exchange.ts";

/** What a request calls, as far as its first line and its head say. */
export interface FoundOperation {
  readonly service: ServiceName;
  readonly operation: Operation;
  readonly binding: Binding;
  /** Parameters in the path, decoded. */
  readonly inPath: Readonly<Record<string, string>>;
  /** What stands after the question mark. */
  readonly query: string;
  /** Below the origin of the service, as it was sent. */
  readonly url: string;
}

/** The operation of a target that a request calls; undefined where it is none that the documents have there. */
export function findOperation(
  seen: Pick<SeenExchange, "method" | "target" | "request">,
  { target }: Pick<DescribedTarget, "target">,
  operations: Operations,
): FoundOperation | undefined {
  const [local = ""] = /^https?:\/\/[^/?#]*/i.exec(seen.target) ?? [];
  const inOrigin = seen.target.slice(local.length);
  if (!inOrigin.startsWith("/") || inOrigin.includes("#")) return undefined;
  if (local !== "" && !URL.canParse(local)) return undefined;
  const from = local === "" ? undefined : new URL(local).origin;
  const [path = "", ...queries] = inOrigin.split("?");
  const query = queries.join("?");
  for (const [service, { baseUrl, bindings }] of Object.entries(target.services)) {
    const { origin, pathname } = new URL(baseUrl);
    const base = pathname.replace(/\/$/, "");
    const isThere = path === base || path.startsWith(`${base}/`);
    if (!isThere || (from !== undefined && from !== origin)) continue;
    const described = Object.values(operations[service] ?? {});
    // What only a target describes is anything.
    const all = described.filter(({ fromTarget }) => fromTarget === undefined);
    const found = byBinding({ ...seen, below: path.slice(base.length) }, all);
    if (found && bindings.includes(found.binding)) {
      return { service, ...found, query, url: `${origin}${inOrigin}` };
    }
  }
  return undefined;
}

type Asked = Pick<SeenExchange, "method" | "request"> & { readonly below: string };
type Found = Pick<FoundOperation, "operation" | "binding" | "inPath">;

function byBinding(asked: Asked, all: readonly Operation[]): Found | undefined {
  const { method, below, request } = asked;
  const having = (isSo: (traits: BindingTraits) => boolean, name: string): Found | undefined => {
    const isOver = (one: Binding): boolean => isSo(traitsOf(one));
    const operation = all.find((one) => one.bindings.some(isOver) && one.name === name);
    const binding = operation?.bindings.find(isOver);
    return operation && binding && { operation, binding, inPath: {} };
  };
  const name = below.slice(1);
  if (method === "GET" || method === "POST") {
    const found = all.find((one) => percent(one.name) === name);
    const named =
      found &&
      having(
        ({ namedBy, argumentsIn }) =>
          namedBy === "segment" && (argumentsIn === "query") === (method === "GET"),
        found.name,
      );
    if (named) return named;
  }
  if (method === "POST" && (below === "" || below === "/")) {
    const action = headerOf(request.lines, "soapaction")?.replaceAll('"', "");
    const called =
      action === undefined
        ? undefined
        : having(({ namedBy }) => namedBy === "action", action.split("/").at(-1) ?? "");
    if (called) return called;
  }
  return byPath(asked, all);
}

/** REST: by method and path; a path without names in it before one with them. */
function byPath({ method, below }: Asked, all: readonly Operation[]): Found | undefined {
  const fitting = all.flatMap((operation): readonly Found[] => {
    const { http, bindings } = operation;
    const binding = bindings.find((one) => traitsOf(one).namedBy === "route");
    if (!binding || !http || http.method !== method) return [];
    const inPath = namesOf(http.path, below);
    return inPath ? [{ operation, binding, inPath }] : [];
  });
  const count = ({ inPath }: Found): number => Object.keys(inPath).length;
  return fitting.toSorted((one, other) => count(one) - count(other))[0];
}

/** The values of the names in a path; undefined for another path, and for one that cannot be decoded. */
function namesOf(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const pieces = piecesOfPath(template);
  const written = pieces.map((piece, index) =>
    index % 2 === 0 ? piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : "([^/]+)",
  );
  const found = new RegExp(`^${written.join("")}$`).exec(path);
  if (!found) return undefined;
  const names = pieces.filter((_, index) => index % 2 === 1);
  try {
    return Object.fromEntries(
      names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? "")]),
    );
  } catch {
    return undefined;
  }
}
