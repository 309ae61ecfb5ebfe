import { execFileSync } from "node:child_process";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { payloadBytes } from "../../src/model/payload-bytes.ts";
import { crc32Hex, payloadOf, recipeOf } from "../../src/wire/encode/bytes.ts";

function spec(size: number, seed: number) {
  return { bytes: { size, seed } };
}

describe("payloadOf", () => {
  it.each([
    [0, 1],
    [1, 1],
    [7, 7],
    [8, 7],
    [9, 7],
    [262_144, 7],
    [100_001, 4_294_967_295],
    [1000, -3],
  ])("makes %i bytes of seed %i exactly as the shell does", (size, seed) => {
    const made = execFileSync("sh", ["-c", recipeOf(spec(size, seed))], { maxBuffer: 1e9 });
    expect(payloadOf(spec(size, seed)).bytes.equals(made)).toBe(true);
  });

  it("makes an archive of one file, the same every time and exactly as the shell does", () => {
    const zipped = { bytes: { size: 100, seed: 6, zipped: "a.bin" } };
    const { bytes } = payloadOf(zipped);
    expect(payloadBytes(zipped).equals(bytes)).toBe(true);
    expect(execFileSync("sh", ["-c", recipeOf(zipped)]).equals(bytes)).toBe(true);
    expect(Object.entries(unzipSync(bytes)).map(([name, { length }]) => [name, length])).toEqual([
      ["a.bin", 100],
    ]);
    expect(payloadOf(spec(100, 6)).bytes.equals(bytes)).toBe(false);
  });

  it("knows its base64, also percent-encoded, and its checksum", () => {
    const payload = payloadOf(spec(262_144, 7));
    expect(Buffer.from(payload.base64(), "base64").equals(payload.bytes)).toBe(true);
    expect(decodeURIComponent(payload.percentBase64())).toBe(payload.base64());
    expect(payload.crc32()).toBe(crc32Hex(payload.bytes));
  });

  it("is the same object again while it is kept, and forgets the least recently used", () => {
    const first = payloadOf(spec(10, 1));
    expect(payloadOf(spec(10, 1))).toBe(first);
    for (let seed = 100; seed < 163; seed++) payloadOf(spec(10, seed));
    expect(payloadOf(spec(10, 1))).toBe(first);
    for (let seed = 200; seed < 264; seed++) payloadOf(spec(10, seed));
    expect(payloadOf(spec(10, 1))).not.toBe(first);
  });

  it("keeps no more bytes than its limit", () => {
    const large = payloadOf(spec(20_000_000, 1));
    expect(payloadOf(spec(20_000_000, 1))).toBe(large);
    payloadOf(spec(20_000_000, 2));
    expect(payloadOf(spec(20_000_000, 1))).not.toBe(large);
  });
});

describe("crc32Hex", () => {
  it.each([
    ["123456789", "CBF43926"],
    ["", "0"],
    ["sn05", crc32Hex(Buffer.from("sn05"))],
  ])("of %j is upper-case hexadecimal without padding", (text, expected) => {
    expect(crc32Hex(Buffer.from(text))).toBe(expected);
    expect(crc32Hex(Buffer.from(text))).toMatch(/^(0|[1-9A-F][0-9A-F]*)$/);
  });
});
