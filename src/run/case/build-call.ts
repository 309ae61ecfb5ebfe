import { type Binding, hasPlaces, traitsOf } from "../../model/binding.ts";
import type { Argument, ArgumentValue, Call } from "../../model/call.ts";
import { DEFAULT_HEADERS } from "../../model/default-headers.ts";
import type { Operation, Parameter } from "../../model/operation.ts";
import { textOf } from "../../model/text-of.ts";
import type { Transfer } from "../../model/transfer.ts";
import type { BytesSpec, JsonValue } from "../../model/value.ts";
import { crc32Hex, payloadOf } from "../../wire/encode/bytes.ts";

/** What a step says about one call, every value concrete. */
export interface CallValues {
  readonly operation: Operation;
  readonly binding: Binding;
  readonly with: Readonly<Record<string, JsonValue>>;
  readonly without: readonly string[];
  /** The ticket or key; undefined leaves the parameter out. */
  readonly credential: string | undefined;
  readonly rename: Readonly<Record<string, string>>;
  readonly method?: string | undefined;
  /** Where the call goes, instead of the documented path. */
  readonly at?: string | undefined;
  /** How it goes over the wire, where not as usual. */
  readonly transfer?: Transfer | undefined;
  /** How the vendor's WSDL spells a parameter, when SOAP shall be spelled so. */
  readonly spelling?: ((parameter: Parameter) => string) | undefined;
}

/** The same for an operation by its name, with the parameters as the target has them. */
export interface SendValues extends Omit<CallValues, "operation" | "spelling"> {
  readonly operation: string;
  readonly spelling?: "documented" | "wsdl" | undefined;
  /** What the engine knows of the call, which no file can say: see `WantedCall`. */
  readonly because?: "harmless" | "made" | undefined;
}

/**
 * The call with its arguments in the order of the documents, defaults filled in, CRCs computed. In REST a
 * list is one argument for each of its items, and a member of JSON keeps its type.
 */
export function buildCall(values: CallValues): Call {
  const { operation, binding, method, at, without } = values;
  const args: Argument[] = [];
  for (const parameter of operation.parameters) {
    if (!without.includes(parameter.name)) addArguments(parameter, values, args);
  }
  const leftOut =
    without.length > 0 && hasPlaces(traitsOf(binding)) ? headersIn(without) : NO_HEADERS;
  const call = { operation, binding, arguments: args };
  // Few calls have any of these.
  if (method === undefined && at === undefined && leftOut.length === 0) return call;
  return {
    ...call,
    ...(method === undefined ? {} : { method }),
    ...(at === undefined ? {} : { at }),
    ...(leftOut.length === 0 ? {} : { leftOut }),
  };
}

const NO_HEADERS: readonly string[] = [];

/** Which of the headers that are sent by themselves are named, in lower case. */
function headersIn(names: readonly string[]): readonly string[] {
  const named = names.map((name) => name.toLowerCase());
  return DEFAULT_HEADERS.filter((name) => named.includes(name));
}

/** What a parameter comes to on the wire: nothing, one argument, or one for each item of a list. */
function addArguments(parameter: Parameter, values: CallValues, args: Argument[]): void {
  const { in: place = "body" } = parameter;
  const name = place === "path" ? parameter.name : spelled(parameter, values);
  const given = givenTo(parameter, values);
  if (given !== undefined) {
    for (const value of wireValues(given, parameter, values)) {
      args.push(place === "body" ? { name, value } : { name, value, in: place });
    }
    return;
  }
  const { credential: token } = values;
  if (!isCredential(parameter) || token === undefined) return;
  const { scheme } = parameter;
  const value = scheme === undefined ? token : `${scheme} ${token}`;
  args.push({
    ...(place === "body" ? { name, value } : { name, value, in: place }),
    ...(scheme === undefined ? {} : { token }),
  });
}

function isCredential({ type }: Parameter): boolean {
  return type === "ticket" || type === "key";
}

function spelled(parameter: Parameter, { rename, binding, spelling }: CallValues): string {
  const written =
    traitsOf(binding).argumentsIn === "xml" && spelling ? spelling(parameter) : parameter.name;
  return rename[parameter.name] ?? written;
}

/** What the step, the bytes of another parameter or the documents give a parameter. */
function givenTo(parameter: Parameter, values: CallValues): JsonValue | undefined {
  const given = values.with[parameter.name];
  if (given !== undefined || isCredential(parameter)) return given;
  if (parameter.type === "crc32" && parameter.of !== undefined) {
    const bytes = values.with[parameter.of];
    return isBytes(bytes) ? payloadOf(bytes).crc32() : crc32Hex(Buffer.from(textOf(bytes ?? "")));
  }
  const { default: standard } = parameter;
  return isJson(standard) ? standard.json : standard;
}

/** As rules write it; a default is not evaluated. */
function isJson(value: JsonValue | undefined): value is { readonly json: JsonValue } {
  return typeof value === "object" && value !== null && Object.keys(value).join() === "json";
}

function wireValues(
  value: JsonValue,
  { in: place = "body" }: Parameter,
  { binding, operation: { body = "json" } }: CallValues,
): readonly ArgumentValue[] {
  const isRest = hasPlaces(traitsOf(binding));
  if (isRest && place === "body" && body === "json") return [memberOf(value)];
  const comesOften = isRest && place !== "path" && body !== "raw";
  return comesOften && Array.isArray(value) ? value.map(wireText) : [wireText(value)];
}

function memberOf(value: JsonValue): ArgumentValue {
  return typeof value === "string" || isBytes(value) ? value : { json: value };
}

function wireText(value: JsonValue): string | BytesSpec {
  return isBytes(value) ? value : textOf(value);
}

export function isBytes(value: unknown): value is BytesSpec {
  return typeof value === "object" && value !== null && "bytes" in value;
}
