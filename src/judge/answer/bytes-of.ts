import { areBytes, type Bytes } from "../../model/made-bytes.ts";
import { madePayload } from "../../model/payload-bytes.ts";
import type { BytesSpec, JsonValue } from "../../model/value.ts";
import { evaluate } from "../checks/evaluate.ts";
import type { Scope } from "../checks/scope.ts";

/** The bytes that a reference such as `$sent`, or `{ bytes: 500, seed: 2 }`, stands for; undefined for other values. */
export function bytesOf(wanted: JsonValue, scope: Scope): Bytes | undefined {
  const value = evaluate(wanted, scope);
  if (areBytes(value)) return value;
  return isBytes(value) ? madePayload(value) : undefined;
}

function isBytes(value: unknown): value is BytesSpec {
  return typeof value === "object" && value !== null && "bytes" in value;
}
