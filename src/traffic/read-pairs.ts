import { charsetOf } from "../judge/answer/charset-of.ts";
import { type HeaderLine, headerOf } from "../model/header-lines.ts";
import { textOf } from "../model/text-of.ts";

/** A parameter as a message carries it. */
export type Pair = readonly [name: string, value: string];

/** What stands where Assay took out a secret: a form has it as it is. */
const LABELS = /‹[^‹›&=]*›/g;
const NOT_ASCII = /[^\x20-\x7e]/;

/** Of a type, in UTF-8 as far as it is said. */
export function isOfType(lines: readonly HeaderLine[], type: string): boolean {
  const given = headerOf(lines, "content-type") ?? "";
  const isUtf8 = /^(?:utf-?8)?$/i.test(charsetOf(given) ?? "");
  return isUtf8 && given.split(";")[0]?.trim().toLowerCase() === type;
}

/** Names and values of a query or a form; undefined for what nobody is sure how it reads. */
export function fromPairs(text: string | undefined): readonly Pair[] | undefined {
  if (text === undefined || NOT_ASCII.test(text.replace(LABELS, ""))) return undefined;
  if (text === "") return [];
  const pairs = text.split("&").map((pair) => {
    const at = pair.indexOf("=");
    const name = at < 1 ? undefined : decoded(pair.slice(0, at));
    const value = decoded(pair.slice(at + 1));
    return name === undefined || value === undefined ? undefined : ([name, value] as const);
  });
  return pairs.every((pair) => pair !== undefined) ? pairs : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

/** The members of an object of texts, numbers and flags. */
export function fromJson(body: Buffer): readonly Pair[] | undefined {
  try {
    const value: unknown = JSON.parse(utf8Of(body) ?? "");
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const members = Object.entries(value);
    if (members.some(([, member]) => typeof member === "object")) return undefined;
    return members.map(([name, member]): Pair => [name, textOf(member)]);
  } catch {
    return undefined;
  }
}

/** The text of bytes in UTF-8 without a byte order mark; undefined for others. */
export function utf8Of(body: Buffer): string | undefined {
  const text = body.toString("utf8");
  return text.startsWith("\uFEFF") || !Buffer.from(text).equals(body) ? undefined : text;
}
