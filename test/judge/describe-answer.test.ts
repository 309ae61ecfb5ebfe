import { describe, expect, it } from "vitest";
import { describeAnswer } from "../../src/judge/answer/describe-answer.ts";
import { outcomeWords } from "../../src/judge/answer/outcome-words.ts";
import {
  ACCEPTED,
  ALL_ANSWERS,
  BAD_REQUEST,
  document,
  EMPTY_DOCUMENT,
  element,
  HTTP_400,
  json,
  SESSION_EXPIRED,
  SOAP_FAULT,
  UNREADABLE,
} from "./answers.ts";

const LONG = "word ".repeat(1000);

describe("an answer is described", () => {
  it.each([
    [
      "by its attributes",
      element({ success: "true", error: "", ChunkSize: "262144" }),
      'success=true with error "", ChunkSize="262144"',
    ],
    ["without an error", element({ success: "true" }), "success=true with no error attribute"],
    [
      "with a success that is none",
      element({ success: "TRUE", error: "" }),
      'success="TRUE" with error ""',
    ],
    [
      "with its HTTP status where that is not 200",
      element({ success: "false", error: "x" }, 500),
      'HTTP 500 with success=false with error "x"',
    ],
    [
      "with quotes and line ends escaped",
      element({ success: "false", error: 'a "b"\n\u0007' }),
      'success=false with error "a \\"b\\"\\n\\u0007"',
    ],
    ["as a document", document("abc"), "a document of 3 bytes"],
    [
      "as an empty document",
      EMPTY_DOCUMENT,
      "an empty document, which the documents give for a failure",
    ],
    [
      "as JSON on one line",
      { kind: "json", status: 404, value: {}, text: '{\r\n  "error": "x"\n}\n' },
      'HTTP 404 with { "error": "x" }',
    ],
    ["as nothing", { kind: "json", status: 204, text: " \n" }, "HTTP 204 with an empty body"],
    [
      "as text",
      { kind: "json", status: 500, text: "Oops\nat x" },
      'HTTP 500 with a body that is no JSON, "Oops at x"',
    ],
    ["as a refusal", HTTP_400, "HTTP 400 application/problem+json"],
    ["as unreadable", UNREADABLE, "HTTP 200 whose answer is an HTML page"],
  ] as const)("%s", (_, answer, words) => {
    expect(describeAnswer(answer)).toBe(words);
  });

  it("in few words, however much there is", () => {
    const many = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`a${index}`, LONG]),
    );
    for (const answer of [
      element({ success: "false", error: LONG, ...many }),
      json({ error: LONG }),
    ]) {
      expect(describeAnswer(answer).length).toBeLessThan(1100);
      expect(describeAnswer(answer)).toContain("…");
    }
  });

  it("without half of a word where it is cut, since a secret could not be told from it", () => {
    const ticket = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";
    for (let before = 150; before < 210; before++) {
      const words = describeAnswer(
        json({ message: `${"x".repeat(before)} ${ticket} is your ticket and more of it` }),
      );
      if (!words.includes(ticket)) expect(words).not.toContain(ticket.slice(0, 4));
    }
  });
});

describe("outcomes are words that can be compared", () => {
  it.each([
    [ACCEPTED, "accepted"],
    [document("x"), "accepted"],
    [EMPTY_DOCUMENT, "refused: an empty document"],
    [BAD_REQUEST, "refused: bad Request"],
    [SESSION_EXPIRED, "refused: [901]"],
    [element({ success: "false", error: "[900] no" }), "refused: [900]"],
    [
      element({ success: "false", error: "no", errorCode: "4010" }),
      "refused: ticket error, errorCode 4010",
    ],
    [
      element({ success: "false", error: "Invalid upload handler. (a1)" }),
      "refused: another error",
    ],
    [element({ success: "true", tryagain: "true" }), "asked to try again"],
    [element({ success: "false", tryagain: "true" }), "asked to try again"],
    [element({ success: "no" }), "neither success nor failure"],
    [SOAP_FAULT, "refused before the operation: SOAP fault"],
    [HTTP_400, "refused before the operation: HTTP 400"],
    [UNREADABLE, "unreadable answer"],
    [json({ message: "Upload upl_1 deleted" }), "HTTP 200"],
    [json({ error: "Unauthorized" }, 401), "HTTP 401 Unauthorized"],
    [json({ error: "No upload upl_0123456789abcdef" }, 404), "HTTP 404 No upload ‹id›"],
    [json({ error: { code: 1 } }, 400), "HTTP 400"],
    [json(null, 500), "HTTP 500"],
    [{ kind: "json", status: 500, text: "x" }, "HTTP 500"],
  ] as const)("%j is %s", (answer, words) => {
    expect(outcomeWords(answer)).toBe(words);
  });

  it("for every kind of answer", () => {
    for (const answer of ALL_ANSWERS) {
      expect(outcomeWords(answer)).not.toBe("");
      expect(describeAnswer(answer)).not.toBe("");
    }
  });
});
