import type { IncomingHttpHeaders } from "node:http";
import { TusRefusal } from "./tus-refusal.ts";

/** The value of a header; undefined where it is not there. */
export function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(", ") : value;
}

/** A whole number that is not negative: TUS-02, TUS-03. Refuses anything else with 400. */
export function readNumber(headers: IncomingHttpHeaders, name: string): number | undefined {
  const text = header(headers, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new TusRefusal(400, `${name} is no whole number.`);
  }
  return value;
}

/** Whether bytes come as the protocol has them; parameters of the type do not matter. */
export function isOfType(headers: IncomingHttpHeaders, type: string): boolean {
  const [own = ""] = (header(headers, "Content-Type") ?? "").split(";");
  return own.trim().toLowerCase() === type;
}
