import { PAYLOAD_PATTERNS } from "../src/model/payload-patterns.ts";
import type { BytesSpec } from "../src/model/value.ts";
import { defineGenerator } from "./define-generator.ts";
import { simplestFirst } from "./simplest-first.ts";

/** BytesSpec as plain data. */
type Payload = { readonly bytes: BytesSpec["bytes"] };

/** The seeds whose binary payloads begin and end differently. */
const HEADS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
/** Checksums that are taken for none, lose their zeros, or become negative. */
const CRCS = ["0", "1", "ABCDEF", "7FFFFFFF", "80000000", "FFFFFFFF"] as const;

function tableOf({ size }: { readonly size: number }): readonly Payload[] {
  const kinds = PAYLOAD_PATTERNS.filter((pattern) => pattern !== "binary");
  return [
    ...HEADS.map((seed) => ({ bytes: { size, seed } })),
    ...kinds.map((pattern) => ({ bytes: { size, seed: 9, pattern } })),
    ...CRCS.map((crc) => ({ bytes: { size, seed: 10, crc } })),
  ];
}

/** What comes out is what went in (UFC-01, FIN-01, DFC-01): whatever it looks like. */
export const payloadContents = defineGenerator({
  name: "payload.contents",
  title:
    "Payloads of one size with every pattern that transfer or storage breaks, and with odd CRC-32s.",
  options: {
    size: { type: "integer", description: "Bytes of each.", minimum: 4, default: 601 },
  },
  examples: [{ size: 100_000 }],
  arbitrary: (options) => simplestFirst(tableOf(options)),
  table: tableOf,
  holds: (value, options) =>
    tableOf(options).some((row) => JSON.stringify(row) === JSON.stringify(value)),
});
