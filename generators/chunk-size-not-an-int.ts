import fc from "fast-check";
import { INT32 } from "./chunk-limits.ts";
import { defineGenerator } from "./define-generator.ts";
import { isDotNetInt32 } from "./dotnet-int32.ts";
import { word } from "./word.ts";

const INT64_MAX = 2n ** 63n - 1n;

/**
 * In order of simplicity. Hexadecimal (`0x10`) is not here: newer .NET frameworks take it. The empty
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
  "2147483648",
  "-2147483649",
  "4294967296",
  "9223372036854775807",
  "-9223372036854775808",
  "9223372036854775808",
] as const;

/** A full-width and an Arabic-Indic digit, a fraction: .NET reads ASCII digits only. */
const UNICODE = ["１", "٣", "½"] as const;

/** "PreferedChunkSize is an int; text that is no int is not a success" (CUH-16). */
export const chunkSizeNotAnInt = defineGenerator({
  name: "chunk-size.not-an-int",
  title: "Short texts that .NET does not convert to a 32-bit integer.",
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
      { weight: 1, arbitrary: word().filter((text) => !isDotNetInt32(text)) },
      { weight: 1, arbitrary: beyondInt32() },
      { weight: 1, arbitrary: decimal() },
    ),
  table: ({ plain }) => tableOf(plain),
  holds: (value, { plain }) =>
    typeof value === "string" &&
    /^[^\s\p{C}](?:[^\p{C}]{0,30}[^\s\p{C}])?$/u.test(value) &&
    (!plain || /^[ -~]+$/.test(value)) &&
    !isDotNetInt32(value),
});

function tableOf(plain: boolean): readonly string[] {
  return plain ? PLAIN : [...PLAIN, ...UNICODE];
}

function beyondInt32(): fc.Arbitrary<string> {
  const above = fc.bigInt({ min: BigInt(INT32.max) + 1n, max: INT64_MAX });
  const below = fc.bigInt({ min: -INT64_MAX, max: BigInt(INT32.min) - 1n });
  return fc.oneof(above, below).map(String);
}

function decimal(): fc.Arbitrary<string> {
  return fc.tuple(fc.integer(INT32), fc.nat({ max: 9 })).map((parts) => parts.join("."));
}
