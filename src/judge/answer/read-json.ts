import type { Answer } from "./answer.ts";
import { decodeText } from "./decode-text.ts";
import { holdsTooMuch, TOO_MUCH } from "./holds-too-much.ts";
import type { Response } from "./not-an-answer.ts";

/** Reads a body as JSON; what is none is kept as text. */
export function readJson({ status, body }: Response): Answer {
  const text = decodeText(body);
  if (text === undefined) return { kind: "json", status, text: body.toString("latin1") };
  if (holdsTooMuch(text)) return { kind: "unreadable", status, why: TOO_MUCH };
  try {
    return { kind: "json", status, value: JSON.parse(text) as unknown, text };
  } catch {
    return { kind: "json", status, text };
  }
}
