import fc from "fast-check";
import { trimEnd } from "../src/model/trim-end.ts";
import { isIn } from "./boundary-mixed.ts";
import { INT32 } from "./chunk-limits.ts";
import { defineGenerator } from "./define-generator.ts";
import { word } from "./word.ts";

/**
 * In order of simplicity. Whole numbers beyond 32 bits are not here: no document says how wide an int is,
 * and "values outside this range are silently clamped" (CUH-11). Hexadecimal (`0x10`) is not here: newer .NET frameworks take it. The empty
 * text is a question of its own.
 */
const PLAIN = [
  "x",
  "1.5",
  "1.0",
  "1e6",
  "1,000",
  "1 000",
  "1_000",
  "--1",
  "1-",
  "(1)",
  "1x",
  "x1",
  "null",
  "true",
  "NaN",
  "Infinity",
] as const;

const WHOLE_NUMBER = /^[+-]?[0-9]+$/;

/** A full-width and an Arabic-Indic digit, a fraction: .NET reads ASCII digits only. */
const UNICODE = ["１", "٣", "½"] as const;

/** "PreferedChunkSize is an int; text that is no int is not a success" (CUH-16). */
export const chunkSizeNotAnInt = defineGenerator({
  name: "chunk-size.not-an-int",
  title: "Short texts that are no whole number in any usual notation.",
  options: {
    plain: {
      type: "boolean",
      description: "Only ASCII; false adds digits from elsewhere in Unicode.",
      default: true,
    },
  },
  examples: [{ plain: false }],
  arbitrary: ({ plain }) =>
    fc.oneof(
      { withCrossShrink: true },
      { weight: 3, arbitrary: fc.constantFrom(...tableOf(plain)) },
      {
        weight: 1,
        arbitrary: word().filter((text) => !isDotNetInt32(text) && !WHOLE_NUMBER.test(text)),
      },
      { weight: 1, arbitrary: decimal() },
    ),
  table: ({ plain }) => tableOf(plain),
  holds: (value, { plain }) =>
    typeof value === "string" &&
    /^[^\s\p{C}](?:[^\p{C}]{0,30}[^\s\p{C}])?$/u.test(value) &&
    (!plain || /^[ -~]+$/.test(value)) &&
    !isDotNetInt32(value) &&
    !WHOLE_NUMBER.test(value),
});

function tableOf(plain: boolean): readonly string[] {
  return plain ? PLAIN : [...PLAIN, ...UNICODE];
}

function decimal(): fc.Arbitrary<string> {
  return fc.tuple(fc.integer(INT32), fc.nat({ max: 9 })).map((parts) => parts.join("."));
}

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
