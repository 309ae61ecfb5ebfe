import { trimEnd } from "../src/model/trim-end.ts";
import { isIn } from "./boundary-mixed.ts";
import { INT32 } from "./chunk-limits.ts";

/**
 * Whether some server on .NET may read the text as an Int32. `NumberStyles.Integer` allows white
 * space around and a leading sign, in some cultures U+2212 or another dash; the type converter of
 * newer frameworks also takes hexadecimal after `0x`, `&h` or `#`. Deliberately liberal: what it
 * refuses is certainly no int.
 */
export function isDotNetInt32(text: string): boolean {
  const trimmed = trimEnd(text, /[\s\0]/).trimStart();
  if (/^(?:0x|&h|#)/i.test(trimmed)) return true;
  const digits = trimmed.replace(/^[+\p{Pd}\u2212\u207b\u208b]/u, "");
  const negative = digits !== trimmed && !trimmed.startsWith("+");
  return /^[0-9]+$/.test(digits) && isIn(INT32, negative ? -Number(digits) : Number(digits));
}
