import { describe, expect, test } from "vitest";
import { describeAnswer } from "../../src/judge/answer/describe-answer.ts";
import { readAnswer, readJson } from "../../src/judge/answer/read-answer.ts";
import { creationOf } from "../../src/run/cleanup/creations.ts";

const MEBIBYTE = 1024 * 1024;
/** A few times the text, and far less than its values would take. */
const MOST_BYTES = 400 * MEBIBYTE;
/** A reason is a sentence. */
const MOST_CHARS = 1500;

function response(body: string, type = "text/xml", status = 200) {
  const headers = { "content-type": type };
  return { kind: "response" as const, status, headers, body: Buffer.from(body), durationMs: 1 };
}

describe("hostile: memory, answers of many values", () => {
  test.each([
    ["objects", `[${"{},".repeat(15_000_000)}{}]`],
    ["lists", `[${"[],".repeat(15_000_000)}[]]`],
    ["numbers", `[${"1,".repeat(20_000_000)}1]`],
  ])("JSON of %s is read no further than it is worth", (_, body) => {
    const answered = response(body, "application/json");
    const before = process.memoryUsage().rss;
    const answer = readJson(answered);
    expect(process.memoryUsage().rss - before).toBeLessThan(MOST_BYTES);
    expect(describeAnswer(answer)).toBe("HTTP 200 whose answer is JSON of more than 500000 values");
  });

  test("JSON of a large text is read as ever", () => {
    const value = { text: "x".repeat(MEBIBYTE) };
    expect(readJson(response(JSON.stringify(value), "application/json"))).toMatchObject({ value });
  });
});

describe("hostile: memory, names and values that a server chose", () => {
  const name = "n".repeat(2 * MEBIBYTE);
  test.each([
    ["an element", response(`<${name}/>`)],
    ["an element that does not end", response(`<${name}>`)],
    ["an attribute", response(`<a ${name}="x"/>`)],
    ["an attribute of an answer", response(`<a success="true" ${name}="x"/>`)],
    ["a value of an answer", response(`<a success="false" error="${name}"/>`)],
    ["a content type", response("x", `text/${name}`, 500)],
    ["a redirect", { ...response("x", "text/plain", 302), headers: { location: name } }],
  ])("%s is cut in a reason", (_, answered) => {
    for (const binding of ["get", "soap11"] as const) {
      const answer = readAnswer(answered, { answer: "xml" } as never, binding);
      expect(describeAnswer(answer).length).toBeLessThan(MOST_CHARS);
    }
  });

  test("an id of two megabytes is none that is sent back or kept", () => {
    const operation = {
      service: "s",
      creates: {
        what: "upload",
        id: "$answer.Id",
        remove: { call: "Remove", with: { id: "$id" } },
      },
    };
    const made = (id: string) =>
      creationOf(operation as never, { accepted: true, answer: { Id: id }, with: {} }, undefined);
    expect(made(name)).toBeUndefined();
    expect(made("one")).toMatchObject({ id: "one" });
  });
});
