import { crc32 } from "node:zlib";
import { textOf } from "../../model/text-of.ts";
import type { JsonValue } from "../../model/value.ts";
import { bytesOf } from "../answer/bytes-of.ts";
import { evaluate } from "./evaluate.ts";
import type { Scope } from "./scope.ts";

/** A CRC-32 in hexadecimal, in any case, with or without leading zeros and a prefix. */
const HEX = /^(?:0x)?0*([0-9a-f]{1,8})$/i;

/** The number of a CRC-32 as servers write it; undefined for any other text. */
export function readCrc(text: unknown): number | undefined {
  const [, digits] = HEX.exec(textOf(text ?? "").trim()) ?? [];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

/** The CRC-32 that a rule means: of bytes, or what a server wrote elsewhere; undefined where that is none. */
export function crcNumber(wanted: JsonValue, scope: Scope): number | undefined {
  const bytes = bytesOf(wanted, scope);
  return bytes ? crc32(bytes) : readCrc(evaluate(wanted, scope));
}
