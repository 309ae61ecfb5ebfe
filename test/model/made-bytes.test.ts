import { describe, expect, it } from "vitest";
import {
  areSame,
  BLOCK_BYTES,
  base64Of,
  blocksOf,
  crcOf,
  firstDifference,
  joinedBytes,
  MadeBytes,
  partOf,
  placeIn,
  wholeOf,
} from "../../src/model/made-bytes.ts";
import { madePayload, payloadBytes } from "../../src/model/payload-bytes.ts";
import { PAYLOAD_PATTERNS } from "../../src/model/payload-patterns.ts";
import { crc32Hex } from "../../src/wire/encode/bytes.ts";
import { percentBase64Of } from "../../src/wire/encode/percent-base64.ts";

/** Around the ends of blocks, of lines and of a thousand lines. */
const SIZES = [0, 1, 2, 3, 599, 20_999, BLOCK_BYTES - 1, BLOCK_BYTES, BLOCK_BYTES + 1, 150_001];

function madeOf(buffer: Buffer): MadeBytes {
  return new MadeBytes(buffer.length, (start, end) => Buffer.from(buffer.subarray(start, end)));
}

describe("a payload that is read block by block", () => {
  it.each(["binary", ...PAYLOAD_PATTERNS])("is the same %s in blocks of any size", (pattern) => {
    for (const size of SIZES) {
      const bytes = { bytes: { size, seed: 7, pattern } };
      const whole = payloadBytes(bytes);
      expect(whole.length).toBe(size);
      for (const block of [1001, BLOCK_BYTES]) {
        const read = Buffer.concat([...blocksOf(madePayload(bytes), block)]);
        expect(read.equals(whole), `${size} in blocks of ${block}`).toBe(true);
      }
    }
  });

  it("has a CRC-32 of its own at its end, and begins in its middle", () => {
    const size = 2 * BLOCK_BYTES + 2;
    const whole = payloadBytes({ bytes: { size, seed: 2, crc: "DEADBEEF" } });
    expect(crc32Hex(whole)).toBe("DEADBEEF");
    const rest = madePayload({ bytes: { size, seed: 2, crc: "DEADBEEF", from: 100 } });
    expect(areSame(rest, whole.subarray(100))).toBe(true);
  });

  it("has the base64 of all of it, also percent-encoded", () => {
    for (const size of SIZES) {
      const made = madePayload({ bytes: { size, seed: 3 } });
      const base64 = wholeOf(made).toString("base64");
      const percent = encodeURIComponent(base64);
      const [asBase64, asPercent] = [base64Of(made), percentBase64Of(made)];
      expect([asBase64.length, asPercent.length]).toEqual([base64.length, percent.length]);
      for (const block of [4093, BLOCK_BYTES]) {
        const read = (bytes: typeof made) => Buffer.concat([...blocksOf(bytes, block)]).toString();
        expect(read(asBase64) === base64, `${size}, base64`).toBe(true);
        expect(read(asPercent) === percent, `${size}, percent`).toBe(true);
      }
    }
  });
});

describe("bytes that are made", () => {
  const bytes = payloadBytes({ bytes: { size: 2 * BLOCK_BYTES + 5, seed: 1 } });
  const made = madeOf(bytes);

  it("have the parts that a Buffer has", () => {
    for (const [start, end] of [[], [3], [-4], [2, 9], [2, -9], [9, 2], [-9, 1e9], [1e9]]) {
      expect(made.subarray(start, end).equals(bytes.subarray(start, end))).toBe(true);
    }
    expect(areSame(partOf(made, 10, 20), bytes.subarray(10, 20))).toBe(true);
    expect(crcOf(made)).toBe(crcOf(bytes));
  });

  it("are joined without a copy", () => {
    const all = joinedBytes([joinedBytes([made, Buffer.from("x")]), Buffer.alloc(0), made]);
    expect(wholeOf(all).equals(Buffer.concat([bytes, Buffer.from("x"), bytes]))).toBe(true);
  });

  it.each([0, BLOCK_BYTES - 1, BLOCK_BYTES, bytes.length - 1])(
    "differ from others at byte %i",
    (at) => {
      const other = Buffer.from(bytes);
      other[at] = (other[at] ?? 0) ^ 1;
      expect(firstDifference(made, other)).toBe(at);
      expect(areSame(made, other)).toBe(false);
    },
  );

  it("differ from shorter ones behind their end, and not from the same", () => {
    expect(firstDifference(made, bytes.subarray(0, BLOCK_BYTES))).toBe(BLOCK_BYTES);
    expect(firstDifference(made, bytes)).toBeUndefined();
  });

  it("are found where a Buffer finds them", () => {
    for (const at of [0, 1, BLOCK_BYTES - 2, BLOCK_BYTES, bytes.length - 20]) {
      const wanted = bytes.subarray(at, at + 20);
      expect(placeIn(made, wanted)).toBe(bytes.indexOf(wanted));
    }
    expect(placeIn(Buffer.concat([Buffer.from("abc"), bytes]), made)).toBe(3);
    expect(placeIn(made, Buffer.from("nowhere in it"))).toBe(-1);
    expect(placeIn(bytes.subarray(0, 9), made)).toBe(-1);
  });
});
