import { expect, test } from "vitest";
import type { Answer } from "../../src/judge/answer/answer.ts";
import { ALL_ANSWERS, document, element, json, mismatchesOf, UNREADABLE } from "./answers.ts";

/** What `sameAs` says of an answer and an earlier one. */
function unlike(answer: Answer, before: Answer): readonly string[] {
  return mismatchesOf({ sameAs: "$before" }, answer, { names: { before: before as never } });
}

test("an answer is the same as itself and as no other", () => {
  for (const [at, answer] of ALL_ANSWERS.entries()) {
    for (const [other, before] of ALL_ANSWERS.entries()) {
      expect(unlike(answer, before)).toHaveLength(at === other ? 0 : 1);
    }
  }
});

test("attributes count, not their order", () => {
  const before = element({ success: "true", ChunkSize: "5" });
  expect(unlike(element({ ChunkSize: "5", success: "true" }), before)).toEqual([]);
  expect(unlike(element({ ChunkSize: "6", success: "true" }), before)).toHaveLength(1);
  expect(unlike({ ...before, text: "a" } as Answer, before)).toHaveLength(1);
});

test("JSON counts by its values, what is no JSON by its text", () => {
  const spelled: Answer = { kind: "json", status: 200, value: { a: 1 }, text: '{ "a": 1.0 }' };
  expect(unlike(spelled, json({ a: 1 }))).toEqual([]);
  const plain = (text: string): Answer => ({ kind: "json", status: 200, text });
  expect(unlike(plain("done\n"), plain("done"))).toEqual([]);
  expect(unlike(plain("done"), plain("other"))).toHaveLength(1);
  expect(unlike(plain("{"), json({}))).toHaveLength(1);
});

test("status, bytes and words count", () => {
  expect(unlike(json({}, 404), json({}))).toHaveLength(1);
  expect(unlike(document("a"), document("b"))).toHaveLength(1);
  expect(unlike(UNREADABLE, { ...UNREADABLE, why: "is empty" } as Answer)).toHaveLength(1);
});

test("what differs only where the words do not show it is told so", () => {
  const long = "x".repeat(5000);
  const [words = ""] = unlike(document(`${long}a`), document(`${long}b`));
  expect(words).toMatch(/^expected the same as before, (.*), got \1, different further on$/);
  const [shown = ""] = unlike(json({ a: 1 }), json({ a: 2 }));
  expect(shown).not.toContain("different further on");
});
