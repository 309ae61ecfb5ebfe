import { readAnswer } from "../../judge/answer/read-answer.ts";
import {
  type Binding,
  hasBinding,
  hasFields,
  isSoap11,
  isToldByStatus,
  traitsOf,
} from "../../model/binding.ts";
import type { BindingTraits } from "../../model/binding-table.ts";
import type { Operation } from "../../model/operation.ts";
import { piecesOfPath } from "../../model/path-template.ts";
import type { ServiceName } from "../../model/target.ts";
import type { Adapters } from "../../run/target/open-target.ts";
import { endpoint, operationUrl } from "../../wire/client/endpoint.ts";
import { namespaceOf } from "../../wire/encode/soap11.ts";
import { type Fields, fieldsOf, formFields, headerOf, soapFields } from "./read-fields.ts";
import type { HarEntry } from "./read-har.ts";
import type { RecordedCall } from "./recorded-call.ts";

/** A service where the traffic has it. */
export interface RecordedService {
  readonly service: ServiceName;
  readonly baseUrl: string;
  readonly operations: Readonly<Record<string, Operation>>;
  /** The operations of GET and POST by where they go. */
  readonly forms: ReadonlyMap<string, Operation>;
}

export function recordedService(
  service: ServiceName,
  baseUrl: string,
  operations: Readonly<Record<string, Operation>>,
): RecordedService {
  const forms = Object.values(operations)
    .filter((operation) => hasBinding(operation, hasFields))
    .map((one) => [partsOf(operationUrl(baseUrl, one.name)).path, one] as const);
  return { service, baseUrl, operations, forms: new Map(forms) };
}

/** The first binding of an operation of which something is so. */
function overBinding(
  { bindings }: Operation,
  isSo: (traits: BindingTraits) => boolean,
): Binding | undefined {
  return bindings.find((one) => isSo(traitsOf(one)));
}

type Decoded = Pick<RecordedCall, "operation" | "binding" | "values" | "isDocumented">;

/**
 * The call that an entry is, where it is one of the service as the documents describe it: whatever is odd about
 * a message, and every message of which the file does not have all, is none, so that nobody judges what was
 * broken on purpose.
 */
export function callOfEntry(
  entry: HarEntry,
  service: RecordedService,
  adapters: Adapters,
): RecordedCall | undefined {
  const { response, request } = entry;
  if (!response || request.body === undefined || !URL.canParse(request.url)) return undefined;
  const decoded = formCall(entry, service) ?? soapCall(entry, service) ?? restCall(entry, service);
  if (!decoded) return undefined;
  const { operation, binding } = decoded;
  const isRead =
    entry.isWhole || (isToldByStatus(traitsOf(binding)) && operation.answer === "none");
  if (!isRead) return undefined;
  const read = adapters.get(service.service)?.read?.(response, operation);
  const answer = read ?? readAnswer(response, operation, binding);
  return { ...decoded, entry, response, answer };
}

/** By GET with a query or POST with a form, to the base URL and the name of the operation. */
function formCall(entry: HarEntry, { forms }: RecordedService): Decoded | undefined {
  const { method, url, body } = entry.request;
  const { path, query } = partsOf(url);
  const operation = forms.get(path);
  if (!operation || operation.fromTarget !== undefined) return undefined;
  const inQuery = overBinding(operation, (traits) => traits.argumentsIn === "query");
  if (inQuery && method === "GET" && body === null) {
    return named(operation, inQuery, fieldsOf(query));
  }
  const inForm = overBinding(operation, (traits) => traits.argumentsIn === "form");
  if (!inForm || method !== "POST" || query !== "") return undefined;
  // A form without a field is no body.
  const empty = body === null ? new Map<string, string>() : undefined;
  return named(operation, inForm, formFields(entry) ?? empty);
}

function soapCall(entry: HarEntry, { baseUrl, operations }: RecordedService): Decoded | undefined {
  const { method, url } = entry.request;
  const { path, query } = partsOf(url);
  if (method !== "POST" || query !== "" || path !== partsOf(endpoint(baseUrl)).path) {
    return undefined;
  }
  const call = soapFields(entry);
  const operation =
    call && Object.hasOwn(operations, call.name) ? operations[call.name] : undefined;
  const binding = operation && overBinding(operation, isSoap11);
  if (!call || !binding || call.namespace !== namespaceOf(operation)) return undefined;
  return named(operation, binding, call.fields);
}

/** With parameters of the documents' names or those of the vendor's WSDL, and no other. */
function named(
  operation: Operation,
  binding: RecordedCall["binding"],
  fields: Fields,
): Decoded | undefined {
  if (!fields) return undefined;
  const values: Record<string, string> = {};
  let isDocumented = true;
  for (const [name, value] of fields) {
    const known =
      operation.parameters.find((one) => one.name === name) ??
      operation.parameters.find((one) => one.wsdl === name);
    if (!known || Object.hasOwn(values, known.name)) return undefined;
    values[known.name] = value;
    isDocumented &&= known.name === name;
  }
  return { operation, binding, values, isDocumented };
}

/** Says that another method is meant than is sent: the operation is not that of the method. */
const OVERRIDES = ["x-http-method-override", "x-http-method", "x-method-override"];

function restCall(entry: HarEntry, service: RecordedService): Decoded | undefined {
  if (OVERRIDES.some((name) => headerOf(entry, name) !== undefined)) return undefined;
  for (const operation of Object.values(service.operations)) {
    if (!operation.http || operation.fromTarget !== undefined) continue;
    const binding = overBinding(operation, (traits) => traits.namedBy === "route");
    if (!binding || operation.http.method !== entry.request.method) continue;
    const ofPath = pathValues(entry, service.baseUrl, operation.http.path);
    const values = ofPath && restValues(entry, operation, ofPath);
    if (values) return { operation, binding, values, isDocumented: true };
  }
  return undefined;
}

/** The values in a path, by the names of its template; undefined where it is another path. */
function pathValues(
  { request }: HarEntry,
  baseUrl: string,
  template: string,
): Record<string, string> | undefined {
  const base = partsOf(endpoint(baseUrl)).path.replace(/\/$/, "");
  const { path } = partsOf(request.url);
  if (template.includes("?") || !path.startsWith(base)) return undefined;
  const wanted = template.split("/");
  const found = path.slice(base.length).split("/");
  if (wanted.length !== found.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    if (!readSegment(segment, found[index] ?? "", values)) return undefined;
  }
  return values;
}

/** Reads the one value of a segment such as `{id}.json`; whether the segment is that of the template. */
function readSegment(template: string, segment: string, values: Record<string, string>): boolean {
  const [before = "", name, after = "", ...more] = piecesOfPath(template);
  if (name === undefined) return segment === before;
  const isLong = segment.length > before.length + after.length;
  if (more.length > 0 || !isLong || !segment.startsWith(before) || !segment.endsWith(after)) {
    return false;
  }
  try {
    values[name] = decodeURIComponent(segment.slice(before.length, segment.length - after.length));
    return true;
  } catch {
    return false;
  }
}

/** Everything that the operation carries; undefined where the query or body has what it does not describe. */
function restValues(
  entry: HarEntry,
  { parameters, body: kind = "json" }: Operation,
  ofPath: Readonly<Record<string, string>>,
): Readonly<Record<string, string | Buffer>> | undefined {
  const values: Record<string, string | Buffer> = { ...ofPath };
  const query = fieldsOf(partsOf(entry.request.url).query);
  const isOf = (place: string) => (name: string) =>
    parameters.some((one) => one.name === name && (one.in ?? "body") === place);
  if (!query || ![...query.keys()].every(isOf("query"))) return undefined;
  for (const [name, value] of query) values[name] = value;
  for (const { name, in: place, default: standard } of parameters) {
    if (place !== "header") continue;
    const value = headerOf(entry, name.toLowerCase());
    if (value !== undefined) values[name] = value;
    // What every such call has tells it from others that go to the same place.
    else if (standard !== undefined) return undefined;
  }
  const members = parameters.filter((one) => (one.in ?? "body") === "body");
  const { body } = entry.request;
  if (!body || body.length === 0) return values;
  const [only] = members;
  if (!only) return undefined;
  if (kind === "raw") return { ...values, [only.name]: body };
  const fields =
    kind === "form" ? formFields(entry) : kind === "json" ? jsonFields(body) : undefined;
  if (!fields || ![...fields.keys()].every(isOf("body"))) return undefined;
  return { ...values, ...Object.fromEntries(fields) };
}

/** An object of texts, numbers and flags. */
function jsonFields(body: Buffer): Fields {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const entries = Object.entries(value);
    if (entries.some(([, one]) => typeof one === "object")) return undefined;
    return new Map(entries.map(([name, one]) => [name, String(one)]));
  } catch {
    return undefined;
  }
}

/** Origin and path, and the query behind it: what the server gets. */
function partsOf(text: string): { readonly path: string; readonly query: string } {
  const url = new URL(text);
  return { path: `${url.origin}${url.pathname}`, query: url.search.slice(1) };
}
