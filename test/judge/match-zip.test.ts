import { zipSync } from "fflate";
import { expect, test } from "vitest";
import type { Answer } from "../../src/judge/answer/answer.ts";
import { payloadBytes } from "../../src/model/payload-bytes.ts";
import { document, mismatchesOf } from "./answers.ts";

const ARCHIVE = zipSync({
  "sub/a.bin": payloadBytes({ bytes: { size: 8, seed: 1 } }),
  "b.bin": Buffer.from("bbb"),
  "other/a.bin": Buffer.from("aaa"),
});

function element(bytes: Uint8Array): Answer {
  const text = Buffer.from(bytes).toString("base64");
  return { kind: "element", status: 200, attributes: { success: "true" }, text };
}

const wrong = (answer: Answer, name = "a.bin") =>
  mismatchesOf({ zip: [{ name, of: { bytes: 8, seed: 1 } }] }, answer);

test("an archive is right that holds a file of that name with these bytes, in whatever folder", () => {
  expect(wrong(element(ARCHIVE))).toEqual([]);
});

test("a file of that name with other bytes is told", () => {
  expect(wrong(element(ARCHIVE), "b.bin")).toEqual([
    "expected a file b.bin of exactly these 8 bytes in the archive, got b.bin of 3 bytes, not these",
  ]);
});

test("an archive without a file of that name is told", () => {
  expect(wrong(element(ARCHIVE), "c.bin")).toEqual([
    "expected a file c.bin of exactly these 8 bytes in the archive, got none of that name among 3 files",
  ]);
});

test.each([
  ["a part of an archive", element(ARCHIVE.subarray(0, 40)), "40 bytes that are no zip archive"],
  ["nothing", element(Buffer.alloc(0)), "0 bytes that are no zip archive"],
  ["a document by itself", document("xy"), "a document of 2 bytes"],
])("%s is no archive", (_, answer, told) => {
  expect(wrong(answer)).toEqual([`expected a zip archive, in base64, got ${told}`]);
});
