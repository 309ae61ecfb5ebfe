import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/judge/answer/answer.ts";
import { runChecks } from "../../src/judge/checks/checks.ts";
import {
  ACCEPTED,
  BAD_REQUEST,
  contextOf,
  document,
  element,
  HTTP_400,
  HTTP_500,
  mismatchesOf,
  SESSION_EXPIRED,
  SOAP_FAULT,
  UNREADABLE,
} from "./answers.ts";

const RESPECTS = ["verdict", "error", "ChunkSize"];

function disagreements(get: Answer, post: Answer, soap11: Answer): readonly string[] {
  return mismatchesOf({ agree: RESPECTS }, get, { perBinding: { get, post, soap11 } });
}

const refusedWith = (error: string) => element({ success: "false", error });
const sized = (ChunkSize: string) => element({ success: "true", error: "", ChunkSize });

describe("bindings agree", () => {
  it.each([
    ["the same answers", ACCEPTED, ACCEPTED, ACCEPTED],
    ["the same refusals", SESSION_EXPIRED, SESSION_EXPIRED, SESSION_EXPIRED],
    ["frameworks that refuse each in their own way", HTTP_500, HTTP_400, SOAP_FAULT],
    [
      "a framework that refuses one, and the operation the others",
      HTTP_400,
      BAD_REQUEST,
      BAD_REQUEST,
    ],
    ["a SOAP fault where GET says it in the answer", BAD_REQUEST, BAD_REQUEST, SOAP_FAULT],
    [
      "another HTTP status",
      BAD_REQUEST,
      element({ success: "false", error: "bad Request" }, 400),
      BAD_REQUEST,
    ],
    [
      "attributes in another order",
      sized("1"),
      element({ ChunkSize: "1", error: "", success: "true" }),
      sized("1"),
    ],
    [
      "attributes that nobody compares",
      ACCEPTED,
      element({ success: "true", error: "", took: "3" }),
      ACCEPTED,
    ],
    [
      "attributes of failures",
      refusedWith("x"),
      element({ success: "false", error: "x", ChunkSize: "0" }),
      refusedWith("x"),
    ],
    ["space around the error", BAD_REQUEST, refusedWith(" bad Request "), BAD_REQUEST],
    [
      "ids in the error",
      refusedWith("No handler 3f2504e0-4f89-11d3-9a0c-0305e82c3301."),
      refusedWith("No handler A1B2C3D4-E5F6-7890-ABCD-EF1234567890."),
      HTTP_400,
    ],
    ["documents and answers", document("a"), document("a"), ACCEPTED],
  ] as const)("for %s", (_, get, post, soap) => {
    expect(disagreements(get, post, soap)).toEqual([]);
  });

  it("when nothing can be read over any of them: other rules say that", () => {
    expect(disagreements(UNREADABLE, UNREADABLE, UNREADABLE)).toEqual([]);
  });
});

describe("bindings disagree", () => {
  it("in the verdict, with what each answered", () => {
    expect(
      mismatchesOf({ agree: ["verdict"] }, ACCEPTED, {
        perBinding: { get: ACCEPTED, soap11: SOAP_FAULT },
      }),
    ).toEqual([
      'expected the same verdict over every binding, got get: accepted (success=true with error ""); soap11: refused (SOAP fault "Missing parameter" with HTTP 500)',
    ]);
  });

  it("where one answer cannot be read and the others are refusals", () => {
    expect(disagreements(BAD_REQUEST, BAD_REQUEST, UNREADABLE)).toEqual([
      expect.stringContaining(
        "soap11: neither accepted nor refused (HTTP 200 whose answer is an HTML page)",
      ),
    ]);
    expect(
      disagreements(BAD_REQUEST, BAD_REQUEST, element({ success: "Nein", error: "bad Request" })),
    ).toHaveLength(1);
  });

  it("in the error", () => {
    expect(disagreements(BAD_REQUEST, SESSION_EXPIRED, HTTP_400)).toEqual([
      'expected the same error over every binding, got get: "bad Request"; post: "[901] Session expired or Invalid ticket"; soap11: nothing to compare (HTTP 400 application/problem+json)',
    ]);
    expect(disagreements(ACCEPTED, element({ success: "true" }), ACCEPTED)).toEqual([
      expect.stringContaining('get: ""; post: (absent)'),
    ]);
  });

  it("in an attribute of what was accepted", () => {
    expect(disagreements(sized("262144"), sized("262143"), sized("262144"))).toEqual([
      'expected the same ChunkSize over every binding, got get: "262144"; post: "262143"; soap11: "262144"',
    ]);
    expect(disagreements(sized("1"), ACCEPTED, sized("1"))).toHaveLength(1);
  });

  it("in everything at once", () => {
    expect(disagreements(sized("1"), sized("2"), BAD_REQUEST)).toHaveLength(RESPECTS.length);
  });
});

it("agree needs a call over each binding", () => {
  expect(() => runChecks({ agree: ["verdict"] }, contextOf(ACCEPTED))).toThrow("over each binding");
});
