import { type ByteView, ViewBuilder } from "./byte-view.ts";
import { digitOf } from "./unescape.ts";
import { CUT } from "./word-finder.ts";

/** How bytes are packed into letters and digits: so many bits in each. */
interface Packing {
  readonly bits: number;
  /** Letters of a whole group, at whose start a byte begins. */
  readonly group: number;
  /** The value of each byte as a letter; -1 where it is none. */
  readonly values: Int8Array;
}

const BASE64_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const HEX: Packing = {
  bits: 4,
  group: 2,
  values: Int8Array.from({ length: 256 }, (_, byte) => digitOf(byte) ?? -1),
};
const BASE64: Packing = { bits: 6, group: 4, values: new Int8Array(256).fill(-1) };
for (const letters of [`${BASE64_LETTERS}+/`, `${BASE64_LETTERS}-_`]) {
  for (const [value, letter] of [...letters].entries()) {
    BASE64.values[letter.charCodeAt(0)] = value;
  }
}
const PACKINGS = [HEX, BASE64] as const;

/**
 * What a view may hold as hexadecimal or as base64, in either alphabet: every run of it, decoded from each
 * place at which a group may begin, since a secret may stand anywhere in it. Takes a few looks at each byte.
 *
 * @param least fewer bytes are of no interest
 */
export function unpacked(view: ByteView, least: number): ByteView | undefined {
  return unpackedInto(view, least, (most) => new ViewBuilder(most))?.view();
}

/** The same into what is made for so many bytes at most. */
export function unpackedInto(
  view: ByteView,
  least: number,
  make: (most: number) => ViewBuilder,
): ViewBuilder | undefined {
  const found: { readonly packing: Packing; readonly runs: readonly Run[] }[] = [];
  let room = 0;
  for (const packing of PACKINGS) {
    const runs = runsIn(view.bytes, packing, leastLetters(least, packing));
    if (runs.length === 0) continue;
    found.push({ packing, runs });
    room += packing.group * roomFor(runs, packing);
  }
  if (found.length === 0) return undefined;
  const result = make(room);
  for (const { packing, runs } of found) {
    for (let offset = 0; offset < packing.group; offset++) {
      unpack(view, runs, { packing, offset }, result);
    }
  }
  return result;
}

/** Bytes that runs are unpacked to, with what ends each. */
function roomFor(runs: readonly Run[], { bits }: Packing): number {
  let room = 0;
  for (const [from, end] of runs) {
    room += Math.ceil(((end - from) * bits) / BITS_OF_BYTE) + CUT.length;
  }
  return room;
}

/** So many letters so many bytes take at least when they are packed. */
export function leastBase64(bytes: number): number {
  return leastLetters(bytes, BASE64);
}

function leastLetters(bytes: number, { bits }: Packing): number {
  return Math.ceil((bytes * BITS_OF_BYTE) / bits);
}

type Run = readonly [from: number, end: number];

const BITS_OF_BYTE = 8;

function runsIn(bytes: Uint8Array, { values }: Packing, least: number): readonly Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < bytes.length; ) {
    let end = from;
    while (end < bytes.length && (values[bytes[end] as number] as number) >= 0) end++;
    if (end - from >= least) runs.push([from, end]);
    from = end + 1;
  }
  return runs;
}

/** What stands in two runs is not together; that a run was cut off has to be known of what is in it. */
function endRun(bytes: Uint8Array, end: number, add: (byte: number) => void): void {
  const isCut = CUT.every((byte, index) => bytes[end + index] === byte);
  for (const byte of isCut ? CUT : [0]) add(byte);
}

function unpack(
  { bytes, starts, ends }: ByteView,
  runs: readonly Run[],
  { packing: { bits, values }, offset }: { readonly packing: Packing; readonly offset: number },
  result: ViewBuilder,
): void {
  for (const [from, end] of runs) {
    let held = 0;
    let count = 0;
    for (let at = from + offset; at < end; at++) {
      held = ((held << bits) | (values[bytes[at] as number] as number)) & 0xffff;
      count += bits;
      if (count < BITS_OF_BYTE) continue;
      count -= BITS_OF_BYTE;
      // The byte began in the letter that its first bit is in.
      const first = at - Math.ceil((BITS_OF_BYTE + count) / bits) + 1;
      result.add((held >> count) & 0xff, starts[first] as number, ends[at] as number);
    }
    endRun(bytes, end, (byte) =>
      result.add(byte, starts[end - 1] as number, starts[end - 1] as number),
    );
  }
}
