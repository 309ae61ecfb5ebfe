import { expect, test } from "vitest";
import type { Answer } from "../../src/judge/answer/answer.ts";
import { ALL_ANSWERS, element, json, mismatchesOf } from "./answers.ts";

/** What `alike` says of an answer and an earlier one. */
function unlike(answer: Answer, before: Answer): readonly string[] {
  return mismatchesOf({ alike: "$before" }, answer, { names: { before: before as never } });
}

const PAGE: Answer = { kind: "refusal", status: 500, by: "http", what: "HTTP 500, a page" };

test("every answer is of its own kind", () => {
  for (const answer of ALL_ANSWERS) expect(unlike(answer, answer)).toEqual([]);
});

test("texts, ids and members do not count", () => {
  const refused = (error: string) => element({ success: "false", error });
  expect(unlike(refused("bad Request"), refused("Invalid handler"))).toEqual([]);
  expect(unlike(json({ error: "a" }, 404), json({ error: "b", more: 1 }, 400))).toEqual([]);
});

test("a verdict, a class of status and a kind of body do", () => {
  const refused = element({ success: "false", error: "bad Request" });
  expect(unlike(element({ success: "true" }), refused)).toHaveLength(1);
  expect(unlike(PAGE, refused)).toHaveLength(1);
  expect(unlike(json({ error: "a" }, 500), json({ error: "a" }, 404))).toHaveLength(1);
  const text: Answer = { kind: "json", status: 404, text: "<html>" };
  expect(unlike(text, json({ error: "a" }, 404))).toHaveLength(1);
  expect(unlike({ kind: "none", status: 0, why: "closed" }, refused)).toHaveLength(1);
});
