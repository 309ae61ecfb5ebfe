import type { Argument, ArgumentValue } from "../../model/call.ts";
import type { BytesSpec, JsonValue } from "../../model/value.ts";
import { payloadOf } from "./bytes.ts";
import { percent } from "./percent.ts";

/** A value as text: bytes go as base64, the form of every binding that carries text only. */
export function valueText(value: ArgumentValue): string {
  if (typeof value === "string") return value;
  return "bytes" in value ? payloadOf(value).base64() : jsonText(value.json);
}

/** A value as JSON: a text as a string, bytes as the string of their base64. */
export function valueJson(value: ArgumentValue): string {
  return typeof value === "object" && "json" in value
    ? jsonText(value.json)
    : JSON.stringify(valueText(value));
}

/** JSON in which payloads are strings, of their base64. */
function jsonText(json: JsonValue): string {
  return JSON.stringify(json, (_, part: unknown) =>
    isPayload(part) ? payloadOf(part).base64() : part,
  );
}

/** `a=b&c=d`, percent-encoded in the way that both a query and a urlencoded form understand. */
export function pairs(args: readonly Argument[]): string {
  let text = "";
  for (const { name, value } of args) {
    text += `${text === "" ? "" : "&"}${percent(name)}=${percentOf(value)}`;
  }
  return text;
}

/** A value as text, percent-encoded. */
export function percentOf(value: ArgumentValue): string {
  return typeof value === "object" && "bytes" in value
    ? payloadOf(value).percentBase64()
    : percent(valueText(value));
}

/** The payloads among the values, as `payloads` of a request; nothing where there are none. */
export function payloadsOf(args: readonly Argument[]): { payloads?: readonly BytesSpec[] } {
  const payloads: BytesSpec[] = [];
  for (const { value } of args) if (typeof value !== "string") addPayloads(value, payloads);
  return payloads.length === 0 ? {} : { payloads };
}

function addPayloads(value: unknown, payloads: BytesSpec[]): void {
  if (typeof value !== "object" || value === null) return;
  if (isPayload(value)) payloads.push(value);
  else for (const part of Object.values(value)) addPayloads(part, payloads);
}

/** A payload by its description, which rule files can write in no other place than that of a value. */
export function isPayload(value: unknown): value is BytesSpec {
  if (typeof value !== "object" || value === null || !("bytes" in value)) return false;
  const { bytes } = value;
  return typeof bytes === "object" && bytes !== null && "size" in bytes && "seed" in bytes;
}
