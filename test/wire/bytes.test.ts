import { execFileSync } from "node:child_process";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { markOf, payloadBytes } from "../../src/model/payload-bytes.ts";
import { PAYLOAD_PATTERNS } from "../../src/model/payload-patterns.ts";
import { crc32Hex, payloadOf, recipeOf } from "../../src/wire/encode/bytes.ts";

function spec(size: number, seed: number) {
  return { bytes: { size, seed } };
}

describe("payloadOf", () => {
  it.each([
    [0, 1],
    [1, 1],
    [4, 2],
    [5, 2],
    ...Array.from({ length: 8 }, (_, index): [number, number] => [10, index + 1]),
    ...Array.from({ length: 8 }, (_, index): [number, number] => [600, index + 1]),
    [517, 3],
    [518, 3],
    [519, 3],
    [262_144, 7],
    [100_001, 4_294_967_295],
    [1000, -3],
  ])("makes %i bytes of seed %i exactly as the shell does", (size, seed) => {
    const made = execFileSync("sh", ["-c", recipeOf(spec(size, seed))], { maxBuffer: 1e9 });
    expect(payloadOf(spec(size, seed)).bytes.equals(made)).toBe(true);
  });

  it.each(
    PAYLOAD_PATTERNS.flatMap((pattern) => [3, 40, 1000].map((size) => [pattern, size] as const)),
  )("makes %s of %i bytes exactly as the shell does", (pattern, size) => {
    const bytes = { bytes: { size, seed: 5, pattern } };
    const made = execFileSync("sh", ["-c", recipeOf(bytes)]);
    expect(made.length).toBe(size);
    expect(payloadOf(bytes).bytes.toString("latin1")).toBe(made.toString("latin1"));
  });

  it.each([0, 1, 299, 600])("makes what lies from %i on exactly as the shell does", (from) => {
    const whole = payloadOf(spec(600, 3)).bytes;
    const bytes = { bytes: { size: 600, seed: 3, from } };
    const made = execFileSync("sh", ["-c", recipeOf(bytes)]);
    expect(payloadOf(bytes).bytes.equals(whole.subarray(from))).toBe(true);
    expect(made.equals(whole.subarray(from))).toBe(true);
  });

  it.each(["0", "1", "ABC", "7FFFFFFF", "80000000", "FFFFFFFF", "DEADBEEF"])(
    "gives bytes the CRC-32 %s, exactly as the shell does",
    (crc) => {
      for (const size of [4, 5, 1000]) {
        const bytes = { bytes: { size, seed: 2, crc } };
        expect(payloadOf(bytes).crc32()).toBe(crc);
        expect(payloadOf(bytes).bytes.length).toBe(size);
        expect(execFileSync("sh", ["-c", recipeOf(bytes)]).equals(payloadOf(bytes).bytes)).toBe(
          true,
        );
      }
      expect(() => payloadOf({ bytes: { size: 3, seed: 2, crc } })).toThrow("it takes 4");
    },
  );

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
    const first = payloadOf(spec(1_000_000, 1));
    expect(payloadOf(spec(1_000_000, 1)) === first).toBe(true);
    for (let seed = 2; seed < 6; seed++) payloadOf(spec(1_000_000, seed));
    expect(payloadOf(spec(1_000_000, 1)) === first).toBe(false);
  });

  it("keeps the bytes of a small one, and none of a large one", () => {
    const [small, large] = [payloadOf(spec(1_000_000, 1)), payloadOf(spec(1_048_576, 1))];
    expect([small.isLarge, large.isLarge]).toEqual([false, true]);
    const isKept = (payload: typeof small): boolean => {
      const { bytes } = payload;
      return payload.bytes === bytes;
    };
    expect([isKept(small), isKept(large)]).toEqual([true, false]);
    expect(large.crc32()).toBe(crc32Hex(large.bytes));
  });
});

describe("what payloads are made of", () => {
  const bytesOf = (size: number, seed: number) => payloadOf(spec(size, seed)).bytes;

  it("has every value that a byte can have, from some hundred bytes on", () => {
    for (let seed = 1; seed <= 8; seed++) {
      expect(new Set(bytesOf(600, seed)).size, `seed ${seed}`).toBe(256);
    }
  });

  it("has what is no ASCII, a NUL, a CR, and base64 with + and / among any eight seeds of ten bytes", () => {
    const all = Array.from({ length: 8 }, (_, index) => bytesOf(10, index + 1));
    const together = Buffer.concat(all);
    for (const value of [0x00, 0x0d, 0x0a, 0xff, 0x1a]) expect(together.includes(value)).toBe(true);
    expect(all.map((bytes) => bytes.toString("base64")).join("")).toMatch(/\+.*\/|\/.*\+/);
    expect(all.filter((bytes) => Buffer.from(bytes.toString("utf8")).equals(bytes)).length).toBe(3);
  });

  it("looks like text to who looks for NULs and letters beyond ASCII, with both line ends", () => {
    const { bytes } = payloadOf({ bytes: { size: 300, seed: 1, pattern: "text" } });
    expect(bytes.toString("latin1")).toMatch(/^[\n\r\t\x20-\x7e]*$/);
    expect(bytes.includes("\r\n")).toBe(true);
    expect(bytes.toString("latin1")).toMatch(/[^\r]\n/);
  });

  it("is valid UTF-8 and is none, as its pattern says", () => {
    const of = (pattern: string) => payloadOf({ bytes: { size: 500, seed: 1, pattern } }).bytes;
    expect(Buffer.from(of("utf-8").toString("utf8")).equals(of("utf-8"))).toBe(true);
    expect(Buffer.from(of("latin-1").toString("utf8")).equals(of("latin-1"))).toBe(false);
    expect(of("zeros").equals(Buffer.alloc(500))).toBe(true);
  });

  it("holds no twenty bytes twice, but in the table of values", () => {
    const bytes = bytesOf(20_000, 1).subarray(300);
    const seen = new Set<string>();
    for (let at = 0; at + 24 <= bytes.length; at++) {
      const part = bytes.toString("latin1", at, at + 24);
      expect(seen.has(part), `byte ${at}`).toBe(false);
      seen.add(part);
    }
  });

  it("is no part of another of the same size, from ten bytes on", () => {
    const payloads = Array.from({ length: 200 }, (_, seed) => bytesOf(10, seed));
    expect(new Set(payloads.map((bytes) => bytes.toString("hex"))).size).toBe(200);
    expect(bytesOf(5000, 131).includes(markOf(31))).toBe(false);
    expect(bytesOf(5000, 31).includes(markOf(31))).toBe(true);
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
