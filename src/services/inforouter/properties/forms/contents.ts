import { crc32 } from "node:zlib";
import { payloadContents } from "../../../../../generators/payload-contents.ts";
import type { BytesSpec } from "../../../../model/value.ts";
import { payloadOf } from "../../../../wire/encode/bytes.ts";

/** Bytes of each content. */
const SIZE = 601;
/** So many at the end decide the CRC-32 of all, and the CRC-32 decides them. */
const CRC_BYTES = 4;

/** What is taken for a part of the boundary behind a file, or is its beginning (RFC 2046, 5.1.1). */
const ENDS: Readonly<Record<string, string>> = {
  CR: "\r",
  "CR CR": "\r\r",
  "CR CR CR": "\r\r\r",
  "CR LF": "\r\n",
  LF: "\n",
  "LF CR": "\n\r",
  "CR CR LF": "\r\r\n",
  "CR LF CR LF": "\r\n\r\n",
  "CR LF --": "\r\n--",
  "CR LF -": "\r\n-",
  "LF --": "\n--",
  "--": "--",
};

/** The last bytes of a payload are chosen by the CRC-32 that it is to have. */
function endingWith(end: string): BytesSpec {
  const bytes = { size: SIZE, seed: 1 };
  const before = payloadOf({ bytes }).bytes.subarray(0, -CRC_BYTES);
  const tail = Buffer.from(end.padStart(CRC_BYTES, "a"), "latin1");
  const crc = crc32(Buffer.concat([before, tail]));
  return { bytes: { ...bytes, crc: crc.toString(16).toUpperCase() } };
}

/** By the names that counterexamples have for them. */
export const ODD_ENDS: ReadonlyMap<string, BytesSpec> = new Map(
  Object.entries(ENDS).map(([name, end]) => [`ending with ${name}`, endingWith(end)]),
);

/** What forms break otherwise, by names, too. */
export const ALL_KINDS: ReadonlyMap<string, BytesSpec> = new Map(
  (payloadContents.table?.({ size: SIZE }, { principals: [] }) ?? []).map((row) => {
    const { bytes } = row as unknown as BytesSpec;
    const { seed, pattern = "binary", crc } = bytes;
    return [crc === undefined ? `${pattern} of seed ${seed}` : `with the CRC-32 ${crc}`, { bytes }];
  }),
);

/** Letters and digits in lines: a form that does not bring them back is no form for bytes. */
export const PLAIN: BytesSpec = { bytes: { size: SIZE, seed: 9, pattern: "base64" } };
