import type { Answer } from "./answer.ts";
import { charsetOf } from "./charset-of.ts";
import { decodeText } from "./decode-text.ts";
import { holdsTooMuch, nestsTooDeep } from "./holds-too-much.ts";

/** The body of a REST answer as text; undefined where it is none, and for any other answer. */
export function textOf(answer: Answer): string | undefined {
  if (answer.kind === "json") return answer.text;
  if (answer.kind !== "http") return undefined;
  return decodeText(answer.bytes, charsetOf(answer.headers?.["content-type"]));
}

/** The body of a REST answer as JSON; undefined where it is none, and for any other answer. */
export function jsonOf(answer: Answer): unknown {
  if (answer.kind === "json") return answer.value;
  const text = textOf(answer) ?? "";
  return holdsTooMuch(text) ? undefined : parsed(text);
}

/** How JSON begins: what is thrown for anything else takes longer than all that is read of an answer. */
const BEGINS_JSON = /^\s*["[{\dtfn-]/;

function parsed(text: string): unknown {
  if (!BEGINS_JSON.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return nestsTooDeep(text) ? undefined : value;
  } catch {
    return undefined;
  }
}
