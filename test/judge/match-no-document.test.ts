import { expect, test } from "vitest";
import { BAD_REQUEST, document, mismatchesOf } from "./answers.ts";

const wrong = (answer: Parameters<typeof mismatchesOf>[1]) =>
  mismatchesOf({ noDocument: true }, answer);

test("a refusal holds no document, and an empty one is how byte operations say that there is none", () => {
  expect(wrong(BAD_REQUEST)).toEqual([]);
  expect(wrong(document(""))).toEqual([]);
});

test("a document that is not empty is one too many", () => {
  expect(wrong(document("xy"))).toEqual([
    "expected no bytes of a document, got a document of 2 bytes",
  ]);
});
