import { INT32 } from "./chunk-limits.ts";
import { defineGenerator } from "./define-generator.ts";
import { simplestFirst } from "./simplest-first.ts";

/** Text forms of an integer; `taken`: .NET reads the same integer from it (`NumberStyles.Integer`). */
const FORMS: readonly { readonly taken: boolean; readonly write: (of: number) => string }[] = [
  { taken: true, write: (of) => `${of}` },
  { taken: true, write: (of) => `${of < 0 ? "-" : "+"}${Math.abs(of)}` },
  { taken: true, write: (of) => `${of < 0 ? "-" : ""}0${Math.abs(of)}` },
  { taken: true, write: (of) => ` ${of}` },
  { taken: true, write: (of) => `${of} ` },
  { taken: true, write: (of) => ` ${of} ` },
  { taken: false, write: (of) => `${of}.0` },
  { taken: false, write: (of) => `${of}e0` },
  { taken: false, write: (of) => `${of < 0 ? "-" : ""}0x${Math.abs(of).toString(16)}` },
  { taken: false, write: (of) => `#${Math.abs(of).toString(16)}` },
  { taken: false, write: (of) => `${of},0` },
  { taken: false, write: fullWidth },
];

const WHICH = ["all", "taken", "refused"] as const;

/** "PreferedChunkSize is an int" (CUH-16) does not say in which text forms. */
export const numberTextForm = defineGenerator({
  name: "number.text-form",
  title:
    "Texts of one integer: signs, zeros, space around it, which .NET takes, and forms it refuses.",
  options: {
    of: {
      type: "integer",
      description: "The integer to write, a 32-bit one.",
      minimum: INT32.min,
      maximum: INT32.max,
    },
    which: {
      type: "string",
      description:
        "`taken`: those that Int32.Parse reads as it; `refused`: the others; `all`: both.",
      enum: WHICH,
      default: "all",
    },
  },
  examples: [{ of: 262_144 }, { of: -5, which: "taken" }, { of: 0, which: "refused" }],
  arbitrary: (options) => simplestFirst(textsOf(options)),
  table: textsOf,
  holds: (value, options) => textsOf(options).some((text) => text === value),
});

function textsOf(options: { readonly of: number; readonly which: string }): readonly string[] {
  const { of, which } = options;
  const forms = FORMS.filter(({ taken }) => which === "all" || taken === (which === "taken"));
  return [...new Set(forms.map(({ write }) => write(of)))];
}

const FULL_WIDTH_ZERO = 0xff10;

function fullWidth(of: number): string {
  return String(of).replace(/\d/g, (digit) =>
    String.fromCodePoint(FULL_WIDTH_ZERO + Number(digit)),
  );
}
