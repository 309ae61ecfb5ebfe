import type { JsonValue } from "../../model/value.ts";
import type { Answer } from "../answer/answer.ts";
import { charsetOf } from "../answer/charset-of.ts";
import type { CheckContext } from "./check-context.ts";
import { expectThat } from "./expect-that.ts";
import type { Mismatch } from "./mismatch.ts";

/**
 * A body that its Content-Type calls JSON is JSON, all of it, in UTF-8 (RFC 8259, 2 and 8.1). Nothing is said of
 * an answer without a body, nor of one that is encoded otherwise and says so.
 */
export function matchWellFormed(_: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  if (answer.kind !== "json" || answer.text === "" || !callsItselfJson(answer)) return [];
  return expectThat(answer.value !== undefined, "JSON, as its Content-Type says", context);
}

function callsItselfJson({ headers = {} }: Answer): boolean {
  const { "content-type": type = "", "content-encoding": encoding = "identity" } = headers;
  const charset = charsetOf(type) ?? "utf-8";
  return JSON_TYPE.test(type) && UTF8.test(charset) && encoding === "identity";
}

/** Also of types that are JSON by their suffix (RFC 6839, 3.1). */
const JSON_TYPE = /^\s*application\/(?:[\w.!#$&^-]+\+)?json\s*(?:;|$)/i;
/** US-ASCII is a part of it. */
const UTF8 = /^(?:utf-?8|us-ascii)$/i;
