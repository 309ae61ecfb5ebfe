import { expect, test } from "vitest";
import type { Answer } from "../../src/judge/answer/answer.ts";
import type { JsonValue } from "../../src/model/value.ts";
import { document, json, mismatchesOf } from "./answers.ts";

function wrong(wanted: JsonValue, answer: Answer): readonly string[] {
  return mismatchesOf({ json: wanted }, answer);
}

test("a JSON object holds the members named, and may hold others", () => {
  expect(wrong({ message: "done" }, json({ message: "done", id: 5 }))).toEqual([]);
  expect(wrong({ message: "done" }, json({ message: "gone" }))).toEqual([
    expect.stringMatching(/^expected JSON in which message .*"done".*, got .*gone/),
  ]);
  expect(wrong({ message: "done" }, json({}))).toHaveLength(1);
});

test("with `only` it holds no others", () => {
  const only = { only: { message: "done" } };
  expect(wrong(only, json({ message: "done" }))).toEqual([]);
  expect(wrong(only, json({ message: "done", id: 5 }))).toEqual([
    expect.stringMatching(/^expected JSON with no member but message, got .*, which has "id"$/),
  ]);
  expect(wrong(only, json({ id: 5 }))).toHaveLength(2);
});

test("a number is no text, as it is in attributes", () => {
  expect(wrong({ size: 5 }, json({ size: 5 }))).toEqual([]);
  expect(wrong({ size: 5 }, json({ size: "5" }))).toHaveLength(1);
  expect(wrong({ size: { integer: {} } }, json({ size: 5 }))).toEqual([]);
  expect(wrong({ size: { integer: {} } }, json({ size: "5" }))).toHaveLength(1);
});

test.each([
  ["a list", json([{ message: "done" }])],
  ["null", json(null)],
  ["a text", json("done")],
  ["no JSON", { kind: "json", status: 200, text: "done" } as const],
  ["a document", document("done")],
])("%s is no JSON object", (_, answer) => {
  expect(wrong({ message: "done", id: 5 }, answer)).toEqual([
    expect.stringMatching(/^expected a JSON object with message, id, got /),
  ]);
});
