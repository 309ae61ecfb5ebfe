import { describe, expect, it } from "vitest";
import { readAnswer } from "../../src/judge/answer/read-answer.ts";
import { operation, response } from "./responses.ts";

const REST = operation("json");

describe("a REST answer", () => {
  it.each([
    ["an object", '{"error":"Unauthorized"}', { error: "Unauthorized" }],
    ["white space around", ' \r\n{"error": "x"}\n', { error: "x" }],
    ["a byte order mark", "\ufeff{}", {}],
    ["something that is no object", '"gone"', "gone"],
    ["null", "null", null],
  ])("is read with %s", (_, body, value) => {
    expect(readAnswer(response(body, { status: 401 }), REST, "rest")).toMatchObject({
      kind: "json",
      status: 401,
      value,
    });
  });

  it.each([
    ["nothing", ""],
    ["HTML", "<html></html>"],
    ["JSON that is cut off", '{"error":"Unauth'],
    ["JSON twice", "{}{}"],
    ["single quotes", "{'error':'x'}"],
    ["invalid UTF-8", Buffer.from('{"error":"\xe9"}', "latin1")],
    ["deep nesting that does not end", "[".repeat(100_000)],
  ])("without a value is %s", (_, body) => {
    const answer = readAnswer(response(body), REST, "rest");
    expect(answer.kind).toBe("json");
    expect(answer).not.toHaveProperty("value");
  });
});
