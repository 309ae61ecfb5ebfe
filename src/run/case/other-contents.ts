import type { JsonValue } from "../../model/value.ts";
import { isBytes } from "./build-call.ts";

/** The values of a call, where bytes are as many of the same kind, of another seed. */
export function otherContents(
  values: Readonly<Record<string, JsonValue>>,
): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (!isBytes(value)) return [name, value];
      const { seed, ...bytes } = value.bytes;
      return [name, { bytes: { ...bytes, seed: seed + 1 } }];
    }),
  );
}
