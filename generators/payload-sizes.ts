import type fc from "fast-check";
import { boundaryMixed, isIn } from "./boundary-mixed.ts";

/** What the generators of payloads have in common. Bytes; 0 is left out, since an empty chunk is open (UFC-07). */
export const PAYLOAD_OPTIONS = {
  min: { type: "integer", description: "The smallest size in bytes.", minimum: 0, default: 1 },
  max: { type: "integer", description: "The largest size in bytes.", minimum: 0, default: 1024 },
} as const;

interface Sizes {
  readonly min: number;
  readonly max: number;
}

/** Off-by-one and empty-remainder mistakes show with the fewest bytes. */
const SMALL = [1, 2, 3] as const;

/** Mostly the ends and 1, 2, 3; shrinks to the smallest. */
export function payloadSizes({ min, max }: Sizes): fc.Arbitrary<number> {
  if (min > max) throw new RangeError(`sizes from ${min} to ${max}: min is above max`);
  return boundaryMixed({ min, max }, [min, ...SMALL, max]);
}

export function isPayloadSize(value: unknown, sizes: Sizes): value is number {
  return isIn(sizes, value);
}
