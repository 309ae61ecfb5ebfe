import { expect, test } from "vitest";
import { formatBytes } from "../../reporters/text/format-bytes.ts";
import { wrongBytes } from "../../src/judge/answer/tell-difference.ts";

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

function shown(expected: Buffer, actual: Buffer, from = 0, chars = true): readonly string[] {
  const { bytes } = wrongBytes("", expected, actual, from);
  const hex = bytes && {
    from: bytes.from,
    expected: bytes.expected.toString("hex"),
    actual: bytes.actual.toString("hex"),
  };
  return formatBytes(hex ? { bytes: hex } : {}, { chars });
}

test("both sides stand beside each other, with a mark where they differ", () => {
  const unix = Buffer.from(PNG.toString("latin1").replace("\r\n", "\n"), "latin1");
  expect(shown(PNG, unix)).toEqual([
    "          expected                            actual",
    "00000000  89 50 4e 47 0d 0a 1a 0a  .PNG.... ≠ 89 50 4e 47 0a 1a 0a 00  .PNG....",
    "00000008  00 00 00 0d 49 48 44 52  ....IHDR ≠ 00 00 0d 49 48 44 52     ...IHDR",
  ]);
});

test("a row before the first difference stands there, too, and few behind it", () => {
  const long = Buffer.from(Array.from({ length: 4096 }, (_, at) => at % 251));
  const other = Buffer.from(long);
  other[1000] = 0xff;
  const lines = shown(long, other, 0, false);
  expect(lines).toHaveLength(7);
  expect(lines[1]).toMatch(/^000003e0 {2}ef .* {3}ef /);
  expect(lines[2]).toMatch(/^000003e8 {2}\S\S .* ≠ ff /);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(60);
});

test("a part of a document begins at its own number, inside a row", () => {
  const part = Buffer.from("abcdefghij");
  expect(shown(part, Buffer.from("abXdefghij"), 1005)).toEqual([
    "          expected                            actual",
    "000003ed  61 62 63                 abc      ≠ 61 62 58                 abX",
    "000003f0  64 65 66 67 68 69 6a     defghij    64 65 66 67 68 69 6a     defghij",
  ]);
});

test("what is cut has nothing on its side; nothing is shown where all is missing or all is right", () => {
  expect(shown(PNG, PNG.subarray(0, 9)).at(-1)).toBe(
    "00000008  00 00 00 0d 49 48 44 52  ....IHDR ≠ 00                       .",
  );
  expect(shown(PNG, Buffer.alloc(0))).toEqual([]);
  expect(shown(PNG, PNG)).toEqual([]);
});
