import { zipSync } from "fflate";
import type { BytesSpec } from "./value.ts";

/** The earliest day that an archive can name, so that the same description gives the same bytes. */
const FIRST_DAY = "1980-01-01T00:00:00";

/** The bytes that a {@link BytesSpec} describes. */
export function payloadBytes({ bytes: { size, seed, zipped } }: BytesSpec): Buffer {
  const plain = Buffer.alloc(size, `assay-${seed}\n`);
  if (zipped === undefined) return plain;
  return Buffer.from(zipSync({ [zipped]: plain }, { level: 0, mtime: FIRST_DAY }));
}
