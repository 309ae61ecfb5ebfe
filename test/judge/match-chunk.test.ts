import { expect, test } from "vitest";
import type { Answer } from "../../src/judge/answer/answer.ts";
import { BAD_REQUEST, document, mismatchesOf } from "./answers.ts";

const DOCUMENT = Buffer.from("abcdefghij");
const NAMES = { document: DOCUMENT, from: 4 };

function chunk(text: string): Answer {
  const attributes = { success: "true" };
  return { kind: "element", status: 200, attributes, text: Buffer.from(text).toString("base64") };
}

function wrong(answer: Answer, length = 3): readonly string[] {
  const wanted = { chunk: { of: "$document", from: "$from", length } };
  return mismatchesOf(wanted, answer, { names: NAMES });
}

test.each([
  ["the bytes from an offset on", "efg", 3],
  ["fewer at the end of the document", "efghij", 100],
  ["none", "", 0],
])("a chunk is right that holds %s", (_, text, length) => {
  expect(wrong(chunk(text), length)).toEqual([]);
});

const THREE = "expected the 3 bytes from byte 4 on, in base64, got";

test.each([
  ["another byte", "eXg", `${THREE} 3 bytes, different from byte 5 on: 58 67 for 66 67`],
  ["too few", "ef", `${THREE} 2 bytes, which begin them`],
  ["too many", "efgh", `${THREE} 4 bytes, which go on after them`],
  [
    "the beginning of the document",
    "abc",
    `${THREE} 3 bytes, different from byte 4 on: 61 62 63 for 65 66 67`,
  ],
])("a chunk is wrong that holds %s", (_, text, says) => {
  expect(wrong(chunk(text))).toEqual([says]);
});

test("what is no answer element holds no chunk", () => {
  expect(wrong(document("efg"))).toEqual([`${THREE} a document of 3 bytes`]);
  expect(wrong(BAD_REQUEST)).toHaveLength(1);
});

test("a name that stands for no bytes is a bug of the rule", () => {
  const wanted = { chunk: { of: "$from", from: 0, length: 1 } };
  expect(() => mismatchesOf(wanted, chunk("a"), { names: NAMES })).toThrow(
    '"$from" stands for no bytes',
  );
});

test.each([
  ["without its padding", "ZWY"],
  ["in the alphabet of URLs", "-_8="],
  ["with bits behind the last byte", "ZWZ="],
  ["with what is no base64", "ZW!Y="],
])("a chunk is no base64 %s", (_, text) => {
  expect(wrong({ ...chunk(""), text } as Answer, 2)).toEqual([
    expect.stringContaining("got no base64 (RFC 4648, section 4)"),
  ]);
});

test("lines of base64 are base64", () => {
  expect(wrong({ ...chunk(""), text: "ZW\r\n Y=\n" } as Answer, 2)).toEqual([]);
});
