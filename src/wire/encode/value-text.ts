import type { Argument } from "../../model/call.ts";
import type { BytesSpec } from "../../model/value.ts";
import { payloadOf } from "./bytes.ts";
import { percent } from "./percent.ts";

/** A value as text: bytes go as base64, the form of every binding that carries text only. */
export function valueText(value: string | BytesSpec): string {
  return typeof value === "string" ? value : payloadOf(value).base64();
}

/** `a=b&c=d`, percent-encoded in the way that both a query and a urlencoded form understand. */
export function pairs(args: readonly Argument[]): string {
  let text = "";
  for (const { name, value } of args) {
    const encoded = typeof value === "string" ? percent(value) : payloadOf(value).percentBase64();
    text += `${text === "" ? "" : "&"}${percent(name)}=${encoded}`;
  }
  return text;
}

/** The payloads among the values, as `payloads` of a request; nothing where there are none. */
export function payloadsOf(args: readonly Argument[]): { payloads?: readonly BytesSpec[] } {
  const payloads: BytesSpec[] = [];
  for (const { value } of args) if (typeof value !== "string") payloads.push(value);
  return payloads.length === 0 ? {} : { payloads };
}
