import type { Dialect } from "../dialect.ts";
import type { FaultName, Faults } from "../faults.ts";
import { Refusal } from "./answer.ts";
import { authenticate } from "./authenticate.ts";
import { decodeBase64 } from "./base64.ts";
import { parseGuid } from "./guid.ts";
import type { InfoRouterBinding, Operation } from "./operation.ts";
import type { InfoRouterState } from "./state.ts";
import type { User } from "./users.ts";

/** What the binding made of the request: the value of a parameter, by its documented name. */
export type Arguments = (name: string) => string | Buffer | undefined;

/** The bounds of an `int`, 32 bits. */
const INT_MIN = -2_147_483_648;
const INT_MAX = 2_147_483_647;

/**
 * One call as its operation sees it. The operation asks for its parameters in the order in which
 * it judges them; a value that is missing or of another type is refused at that moment.
 */
export interface Call {
  readonly binding: InfoRouterBinding;
  /** Whether the parameter came as a binary part of a multipart body. */
  readonly isBinary: (name: string) => boolean;
  /** The text as sent; undefined when the parameter is absent. */
  readonly text: (name: string) => string | undefined;
  /** The text, which must be there but may be empty. */
  readonly required: (name: string) => string;
  readonly int: (name: string) => number;
  readonly boolean: (name: string) => boolean;
  /** Base64 text, or the bytes of a binary part. */
  readonly bytes: (name: string) => Buffer;
  /** A GUID in form D and lower case, or undefined for anything else. */
  readonly guid: (name: string) => string | undefined;
  /** The user of the ticket; refuses with 900 or 901. */
  readonly user: () => User;
}

/** A call of an operation over a binding. */
export function createCall(
  operation: Operation,
  binding: InfoRouterBinding,
  value: Arguments,
  state: InfoRouterState,
  faults: Faults<FaultName>,
): Call {
  const { dialect } = state;
  const text = (name: string) => {
    const given = value(name);
    return typeof given === "string" || given === undefined ? given : given.toString("utf8");
  };
  const required = (name: string) => {
    const given = text(name);
    // CUH-15, DUH-18, DDH-17: a required parameter that is absent is refused
    if (given === undefined) throw new Refusal(dialect.wording.missingParameter(name));
    return given;
  };
  return {
    binding,
    isBinary: (name) => Buffer.isBuffer(value(name)),
    text,
    required,
    int: (name) => readInt(name, required(name), dialect),
    boolean: (name) => readBoolean(name, required(name), dialect),
    bytes: (name) => {
      const given = value(name);
      if (Buffer.isBuffer(given)) return given;
      const encoded = required(name);
      const decoded = decodeBase64(encoded);
      if (!decoded) throw new Refusal(dialect.wording.notConvertible(name, "", "base64Binary"));
      return decoded;
    },
    guid: (name) => parseGuid(text(name) ?? "", dialect),
    user: () => authenticate(operation, binding, text, state, faults),
  };
}

// CUH-16: text that is no int is refused
function readInt(name: string, text: string, dialect: Dialect): number {
  const number = dialect.intPattern.test(text) ? Number(text) : Number.NaN;
  if (number >= INT_MIN && number <= INT_MAX) return number;
  throw new Refusal(dialect.wording.notConvertible(name, text, "int"));
}

function readBoolean(name: string, text: string, dialect: Dialect): boolean {
  const value = text.trim().toLowerCase();
  if (value === "true" || value === "1") return true;
  if (value === "false" || value === "0") return false;
  throw new Refusal(dialect.wording.notConvertible(name, text, "boolean"));
}
