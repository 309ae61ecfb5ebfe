import type { Binding } from "../../model/binding.ts";
import type { Argument, Call } from "../../model/call.ts";
import type { Operation, Parameter } from "../../model/operation.ts";
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
  /** How the vendor's WSDL spells a parameter, when SOAP shall be spelled so. */
  readonly spelling?: ((parameter: Parameter) => string) | undefined;
}

/** The same for an operation by its name, with the parameters as the target has them. */
export interface SendValues extends Omit<CallValues, "operation" | "spelling"> {
  readonly operation: string;
  readonly spelling?: "documented" | "wsdl";
}

/** The call with its arguments in the order of the documents, defaults filled in, CRCs computed. */
export function buildCall(values: CallValues): Call {
  const { operation, binding, method, without } = values;
  const args: Argument[] = [];
  for (const parameter of operation.parameters) {
    const value = without.includes(parameter.name) ? undefined : argumentValue(parameter, values);
    if (value === undefined) continue;
    const name = spelled(parameter, values);
    args.push(parameter.in ? { name, value, in: parameter.in } : { name, value });
  }
  const call = { operation, binding, arguments: args };
  return method === undefined ? call : { ...call, method };
}

function spelled(parameter: Parameter, { rename, binding, spelling }: CallValues): string {
  const written = binding === "soap11" && spelling ? spelling(parameter) : parameter.name;
  return rename[parameter.name] ?? written;
}

function argumentValue(parameter: Parameter, values: CallValues): string | BytesSpec | undefined {
  const given = values.with[parameter.name];
  if (given !== undefined) return wireValue(given);
  if (parameter.type === "ticket" || parameter.type === "key") return values.credential;
  if (parameter.type === "crc32" && parameter.of !== undefined) {
    const bytes = values.with[parameter.of];
    return isBytes(bytes) ? payloadOf(bytes).crc32() : crc32Hex(Buffer.from(String(bytes ?? "")));
  }
  return parameter.default === undefined ? undefined : wireValue(parameter.default);
}

function wireValue(value: JsonValue): string | BytesSpec {
  if (isBytes(value)) return value;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

export function isBytes(value: unknown): value is BytesSpec {
  return typeof value === "object" && value !== null && "bytes" in value;
}
