import { expect, test } from "vitest";
import { jsonOf } from "../../src/judge/answer/body-of.ts";
import { nestsTooDeep } from "../../src/judge/answer/holds-too-much.ts";
import { readJson } from "../../src/judge/answer/read-answer.ts";

const nested = (levels: number, inside = "1"): string =>
  `${'{"a":['.repeat(levels / 2)}${inside}${"]}".repeat(levels / 2)}`;

function read(text: string) {
  const body = Buffer.from(text);
  return readJson({ kind: "response", status: 200, headers: {}, body, durationMs: 1 });
}

test("JSON that nests deeper than anybody looks is no answer: who walks it would run out of stack", () => {
  expect(read(nested(200))).toMatchObject({ kind: "json", value: { a: [expect.anything()] } });
  expect(read(nested(202))).toEqual({
    kind: "unreadable",
    status: 200,
    why: "is JSON that nests deeper than 200 levels",
  });
  expect(read(nested(200_000))).toHaveProperty("kind", "unreadable");
  const bytes = Buffer.from(nested(200_000));
  expect(jsonOf({ kind: "http", status: 200, bytes })).toBeUndefined();
});

test("brackets in texts do not nest, and those that end do no more", () => {
  expect(nestsTooDeep(JSON.stringify(["[".repeat(1000), '\\"[{'.repeat(1000)]))).toBe(false);
  expect(nestsTooDeep(`[${"[],".repeat(1000)}[]]`)).toBe(false);
});

test("what is no JSON stays a text, however it begins", () => {
  expect(read("[".repeat(1000))).toEqual({ kind: "json", status: 200, text: "[".repeat(1000) });
});
