import type { ValueStyle } from "../dialect/value-style.ts";
import type { FaultName, Faults } from "../faults.ts";
import { Refusal } from "./answer.ts";
import { authenticate } from "./authenticate.ts";
import { decodeBase64 } from "./base64.ts";
import type { InfoRouterBinding } from "./binding.ts";
import type { Arguments, Call } from "./call.ts";
import { convertInt } from "./convert-int.ts";
import { parseGuid } from "./guid.ts";
import { LongText } from "./long-text.ts";
import type { Operation } from "./operation.ts";
import type { InfoRouterState } from "./state.ts";

/** The faults that are asked for when bytes are read. */
export type BytesFault = "base64-takes-no-spaces";

/** A call of an operation over a binding. */
export function createCall(
  operation: Operation,
  binding: InfoRouterBinding,
  value: Arguments,
  state: InfoRouterState,
  faults: Faults<FaultName>,
): Call {
  const { values } = state.dialect;
  const text = (name: string) => {
    const given = value(name);
    if (typeof given === "string" || given === undefined) return given;
    return given instanceof LongText ? given.text() : given.toString("utf8");
  };
  // CUH-15, DUH-18, DDH-17: a required parameter that is absent is refused, or null, 0 or false
  const orNull = <T>(name: string, read: (text: string) => T, nothing: T) => {
    const given = text(name);
    if (given !== undefined) return read(given);
    if (values.absent === "null") return nothing;
    throw new Refusal({ kind: "missingParameter", name });
  };
  const session = () => authenticate(operation, binding, text, state, faults);
  return {
    binding,
    isBinary: (name) => Buffer.isBuffer(value(name)),
    text,
    required: (name) => orNull(name, (given) => given, ""),
    int: (name) => orNull(name, (given) => readInt(name, given, values), 0),
    boolean: (name) => orNull(name, (given) => readBoolean(name, given, values), false),
    bytes: (name) => {
      const given = value(name);
      if (Buffer.isBuffer(given)) return given;
      if (given instanceof LongText) return given.bytes();
      return orNull(name, (encoded) => readBytes(name, encoded, faults), Buffer.alloc(0));
    },
    guid: (name) => {
      const given = text(name) ?? "";
      // DUH-07, DDH-07: the whole text is a GUID, or it is none
      const read = faults.has("guid-ends-at-white-space") ? given.replace(/\s.*$/s, "") : given;
      return parseGuid(read, values);
    },
    session,
    sessionIfAny: () => {
      try {
        return session();
      } catch (error) {
        if (error instanceof Refusal) return undefined;
        throw error;
      }
    },
    user: () => session().user,
  };
}

// CUH-16: text that is no int is refused
function readInt(name: string, text: string, values: ValueStyle): number {
  const number = convertInt(text, values);
  if (number !== undefined) return number;
  throw new Refusal({ kind: "notConvertible", name, value: text, type: "int" });
}

function readBoolean(name: string, text: string, values: ValueStyle): boolean {
  const value = values.readBoolean(text);
  if (value !== undefined) return value;
  throw new Refusal({ kind: "notConvertible", name, value: text, type: "boolean" });
}

// ALL-21: white space in base64 says nothing
function readBytes(name: string, encoded: string, faults: Faults<BytesFault>): Buffer {
  const isRefused = faults.has("base64-takes-no-spaces") && /\s/.test(encoded);
  const bytes = isRefused ? undefined : decodeBase64(encoded);
  if (bytes) return bytes;
  throw new Refusal({ kind: "notConvertible", name, type: "base64Binary" });
}
