import { checkBaseUrl } from "../../config/targets/check-base-url.ts";
import { type Binding, isSoap, traitsOf } from "../../model/binding.ts";
import { UsageError } from "../../model/errors.ts";
import type { Operation } from "../../model/operation.ts";
import { piecesOfPath } from "../../model/path-template.ts";
import type { Specs } from "../../model/rule.ts";
import type { ServiceName } from "../../model/target.ts";
import { trimEnd } from "../../model/trim-end.ts";
import type { ImportedService } from "../targets-file.ts";
import type { DescribedCall } from "./described-call.ts";
import { membersOf, type OpenApi } from "./read-openapi.ts";

/** A service that Assay knows, as a document describes a server of it. */
export interface OpenApiMatch extends ImportedService {
  readonly known: readonly string[];
}

interface Place {
  readonly service: ServiceName;
  /** What stands before the documented path, or the name of the operation. */
  readonly prefix: string;
  readonly operations: Map<Operation, Set<Binding>>;
  /** Whether one of them has a word or a header that only such a service has. */
  isTold: boolean;
}

/**
 * The known service that a document describes; undefined where it is another: that of which it has the most
 * operations, by their methods and paths or by their names at the end of a path.
 *
 * @param options.service the one that somebody says it is
 * @throws UsageError (`openapi-unknown`) where it has no operation of that one
 */
export function matchOpenApi(
  calls: readonly DescribedCall[],
  { operations, services }: Pick<Specs, "operations" | "services">,
  options: { readonly service?: ServiceName | undefined; readonly file: string },
): (Omit<OpenApiMatch, "baseUrl"> & { readonly prefix: string }) | undefined {
  const { service: wanted, file } = options;
  const places = (wanted === undefined ? Object.keys(operations) : [wanted])
    .flatMap((service) => placesOf(calls, service, Object.values(operations[service] ?? {})))
    .sort((one, other) => other.operations.size - one.operations.size);
  const [place] = wanted === undefined ? places.filter((one) => isEnough(one, operations)) : places;
  if (!place) {
    if (wanted === undefined) return undefined;
    const message = `the document describes no operation of ${wanted}`;
    const hint = "without --service a service of your own is made of it";
    throw new UsageError("openapi-unknown", [{ message, at: { file }, hint }]);
  }
  const offered = [...place.operations.keys()];
  const over = new Set([...place.operations.values()].flatMap((bindings) => [...bindings]));
  const described = Object.values(operations[place.service] ?? {}).filter(
    ({ fromTarget }) => fromTarget === undefined,
  );
  const all = services[place.service]?.bindings ?? [];
  return {
    service: place.service,
    prefix: place.prefix,
    // Of SOAP such a document says nothing.
    bindings: all.filter((binding) => isSoap(traitsOf(binding)) || over.has(binding)),
    absent: described.filter((one) => !offered.includes(one)).map(({ name }) => name),
    settings: {},
    known: offered.map(({ name }) => name),
  };
}

/** By one name alone, such as LogOut, nobody knows a service that has many. */
const ENOUGH = 3;

function isEnough(
  { service, operations: found }: Place,
  all: Pick<Specs, "operations">["operations"],
): boolean {
  const fixed = Object.values(all[service] ?? {}).filter((one) => one.fromTarget === undefined);
  return found.size >= Math.min(ENOUGH, fixed.length);
}

function placesOf(
  calls: readonly DescribedCall[],
  service: ServiceName,
  operations: readonly Operation[],
): readonly Place[] {
  const places = new Map<string, Place>();
  for (const call of calls) {
    for (const operation of operations) {
      const found = matchCall(call, operation);
      if (!found) continue;
      const { prefix, binding, isTold } = found;
      const place = places.get(prefix) ?? { service, prefix, operations: new Map(), isTold };
      place.isTold ||= isTold;
      places.set(prefix, place);
      const bindings = place.operations.get(operation) ?? new Set();
      place.operations.set(operation, bindings.add(binding));
    }
  }
  return [...places.values()].filter((place) => place.isTold);
}

/** Whether a described call is an operation, what stands before it in its path, and over what it goes. */
function matchCall(
  { method, path, parameters }: DescribedCall,
  { name, bindings, http, fromTarget, parameters: documented }: Operation,
): { readonly prefix: string; readonly binding: Binding; readonly isTold: boolean } | undefined {
  if (fromTarget !== undefined) return undefined;
  const place = method === "GET" ? "query" : method === "POST" ? "form" : undefined;
  const form = bindings.find((one) => traitsOf(one).argumentsIn === place);
  if (form && path.endsWith(`/${name}`)) {
    return { prefix: path.slice(0, -name.length - 1), binding: form, isTold: true };
  }
  const route = bindings.find((one) => traitsOf(one).namedBy === "route");
  if (!http || http.method !== method || !route) return undefined;
  const prefix = prefixOf(path, http.path);
  if (prefix === undefined) return undefined;
  // A path without a word of its own is told by the headers that every such call has.
  const telling = documented.filter((one) => one.in === "header" && one.default !== undefined);
  const has = (wanted: string): boolean =>
    parameters.some(
      (one) => one.in === "header" && one.name.toLowerCase() === wanted.toLowerCase(),
    );
  const hasWord = /[a-z]/i.test(bare(http.path));
  return { prefix, binding: route, isTold: hasWord || telling.some((one) => has(one.name)) };
}

/** A path with its parameters alike, whatever they are called. */
function bare(path: string): string {
  const written = piecesOfPath(path).filter((_, index) => index % 2 === 0);
  return written.join("{}");
}

/** What stands before a documented path, whatever its parameters are called. */
function prefixOf(path: string, documented: string): string | undefined {
  if (!bare(path).endsWith(bare(documented))) return undefined;
  const segments = documented.split("/").length - 1;
  const prefix = path
    .split("/")
    .slice(0, path.split("/").length - segments)
    .join("/");
  // The place of what is above it is none of what the document says of it.
  return prefix.includes("{") ? undefined : prefix;
}

/**
 * Where the server is: its address in the document, with what stands before the paths of the service.
 *
 * @param url instead of the address of the document
 * @throws UsageError (`openapi-unknown`) where there is none that can be used
 */
export function serverOf(
  { root }: OpenApi,
  {
    url,
    prefix,
    file,
  }: { readonly url: string | undefined; readonly prefix: string; readonly file: string },
): string {
  const [server] = Array.isArray(root["servers"]) ? root["servers"] : [];
  const { url: written, variables } = membersOf(server);
  const filled = String(written ?? "").replace(/\{([^{}]+)\}/g, (whole, name: string) =>
    String(membersOf(membersOf(variables)[name])["default"] ?? whole),
  );
  const base = url ?? `${trimEnd(filled, "/")}${prefix}`;
  const fault = checkBaseUrl(base);
  if (!fault) return base;
  const message =
    url === undefined
      ? `the document does not say where the server is: the address "${base}" ${fault.message}`
      : `--url ${fault.message}`;
  const hint = url === undefined ? "say where it is with --url" : fault.hint;
  throw new UsageError("openapi-unknown", [{ message, at: { file }, hint }]);
}
