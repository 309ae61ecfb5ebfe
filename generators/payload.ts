import fc from "fast-check";
import type { BytesSpec } from "../src/model/value.ts";
import { isIn } from "./boundary-mixed.ts";
import { defineGenerator } from "./define-generator.ts";
import { isPayloadSize, PAYLOAD_OPTIONS, payloadSizes } from "./payload-sizes.ts";

/** BytesSpec as plain data. */
type Payload = { readonly bytes: BytesSpec["bytes"] };

/** Enough to tell the payloads of one case apart. */
const SEEDS = { min: 0, max: 999 };

export const payload = defineGenerator({
  name: "payload",
  title: "Payloads by description, { bytes: { size, seed } }: no bytes are made here.",
  options: PAYLOAD_OPTIONS,
  examples: [{ max: 262_144 }],
  arbitrary: (sizes): fc.Arbitrary<Payload> =>
    fc
      .tuple(payloadSizes(sizes), fc.integer(SEEDS))
      .map(([size, seed]) => ({ bytes: { size, seed } })),
  holds: (value, sizes) => {
    const { size, seed } = (value as Partial<BytesSpec> | null)?.bytes ?? {};
    return isPayloadSize(size, sizes) && isIn(SEEDS, seed);
  },
});
