import { describe, expect, it } from "vitest";
import { runChecks } from "../../src/judge/checks/checks.ts";
import type { Checks } from "../../src/model/rule.ts";
import {
  ACCEPTED,
  BAD_REQUEST,
  contextOf,
  document,
  element,
  HTTP_400,
  HTTP_500,
  json,
  mismatchesOf,
  SESSION_EXPIRED,
  SOAP_FAULT,
  UNREADABLE,
} from "./answers.ts";

const AUTHENTICATION_FAILED = element({ success: "false", error: "[900] Authentication failed." });
const AGAIN = { error: "", tryagain: "true" };

describe("a check passes for what the documents allow:", () => {
  it.each([
    ["success", { success: true }, ACCEPTED],
    ["success, without an error attribute", { success: true }, element({ success: "true" })],
    ["success by another spelling", { success: true }, element({ Success: "True" })],
    ["failure by another spelling", { success: false }, element({ success: "0", error: "x" })],
    [
      "bad Request in an error of another letter case",
      { error: "bad-request" },
      element({ success: "false", Error: "bad Request" }),
    ],
    [
      "a ticket error in an error of another letter case",
      { error: "ticket-901" },
      element({ success: "false", ERROR: "[901] x" }),
    ],
    ["success of a document", { success: true }, document("x")],
    [
      "success with tryagain false",
      { success: true },
      element({ success: "true", tryagain: "false" }),
    ],
    ["failure", { success: false }, BAD_REQUEST],
    [
      "failure with another HTTP status",
      { success: false },
      element({ success: "false", error: "x" }, 400),
    ],
    ["a refusal by the operation", { refused: true }, BAD_REQUEST],
    ["a refusal by the framework", { refused: true }, HTTP_500],
    ["a refusal as a SOAP fault", { refused: true }, SOAP_FAULT],
    ["a refusal of a chunk", { refused: true }, element({ success: "true", ...AGAIN })],
    ["a refusal over REST", { refused: true }, json({ error: "x" }, 404)],
    ["a refusal where any answer of the service will do", { served: true }, BAD_REQUEST],
    ["a SOAP fault where any answer of the service will do", { served: true }, SOAP_FAULT],
    ["HTTP 400 where any answer of the service will do", { served: true }, HTTP_400],
    ["no error", { error: "none" }, ACCEPTED],
    ["some error", { error: "some" }, BAD_REQUEST],
    ["bad Request", { error: "bad-request" }, BAD_REQUEST],
    [
      "bad Request with space around",
      { error: "bad-request" },
      element({ success: "false", error: " bad Request\n" }),
    ],
    ["900", { error: "ticket" }, AUTHENTICATION_FAILED],
    ["901", { error: "ticket" }, SESSION_EXPIRED],
    [
      "901 without the space",
      { error: "ticket" },
      element({ success: "false", error: "[901]Session expired or invalid ticket." }),
    ],
    [
      "901 in another language",
      { error: "ticket" },
      element({ success: "false", error: "[901] Oturum sona erdi" }),
    ],
    [
      "the error code of newer servers",
      { error: "ticket" },
      element({ success: "false", error: "Oturum", errorCode: "4010" }),
    ],
    ["900 exactly", { error: "ticket-900" }, AUTHENTICATION_FAILED],
    ["901 exactly", { error: "ticket-901" }, SESSION_EXPIRED],
    [
      "an attribute",
      { attributes: { ChunkSize: 262144 } },
      element({ success: "true", ChunkSize: "262144" }),
    ],
    [
      "an attribute that is not there",
      { attributes: { UploadHandler: { absent: true } } },
      BAD_REQUEST,
    ],
    [
      "an attribute that is empty",
      { attributes: { UploadHandler: { absent: true } } },
      element({ UploadHandler: "" }),
    ],
    [
      "no attribute in what has none",
      { attributes: { UploadHandler: { absent: true } } },
      HTTP_400,
    ],
    ["the HTTP status", { http: 200 }, ACCEPTED],
    ["the status", { status: 404 }, json({}, 404)],
    ["any success of HTTP", { status: "2xx" }, json({}, 204)],
    ["JSON", { json: { error: "Unauthorized" } }, json({ error: "Unauthorized", more: 1 }, 401)],
    ["JSON with nothing else", { json: { only: { error: { text: true } } } }, json({ error: "x" })],
  ] as const)("%s", (_, checks, answer) => {
    expect(mismatchesOf(checks as Checks, answer)).toEqual([]);
  });
});

describe("a check fails and says what was expected and what came:", () => {
  it.each([
    [
      "an error of the server's own",
      { served: true },
      HTTP_500,
      `expected no error of the server's own, got HTTP 500 text/plain`,
    ],
    [
      "failure for success",
      { success: true },
      BAD_REQUEST,
      'expected success=true, got success=false with error "bad Request"',
    ],
    [
      "success for failure",
      { success: false },
      ACCEPTED,
      'expected success=false, got success=true with error ""',
    ],
    [
      "success in words that are neither",
      { success: true },
      element({ success: "yes", error: "" }),
      'expected success=true, got success="yes" with error ""',
    ],
    [
      "success under another name, where its spelling is judged",
      { attributes: { success: "true" } },
      element({ Success: "true", error: "" }),
      'expected success is "true", got no success attribute in this spelling with error "", Success="true"',
    ],
    [
      "success in another letter case, where its spelling is judged",
      { success: true, attributes: { success: "true" } },
      element({ success: "True", error: "" }),
      'expected success is "true", got success="True" with error ""',
    ],
    [
      "success with tryagain",
      { success: true },
      element({ success: "true", ...AGAIN }),
      'expected success=true without tryagain="true", got success=true with error "", tryagain="true"',
    ],
    [
      "a document for failure",
      { success: false },
      document("abc"),
      "expected success=false, got a document of 3 bytes",
    ],
    [
      "a refusal by the framework for failure",
      { success: false },
      HTTP_400,
      "expected success=false, got HTTP 400 application/problem+json",
    ],
    [
      "an unreadable answer for a refusal",
      { refused: true },
      UNREADABLE,
      "expected a refusal, got HTTP 200 whose answer is an HTML page",
    ],
    [
      "success for a refusal",
      { refused: true },
      ACCEPTED,
      'expected a refusal, got success=true with error ""',
    ],
    [
      "an odd success for a refusal",
      { refused: true },
      element({ success: "no" }),
      'expected a refusal, got success="no" with no error attribute',
    ],
    [
      "an error on success",
      { error: "none" },
      element({ success: "true", error: "clamped" }),
      'expected error "", got success=true with error "clamped"',
    ],
    [
      "no error attribute",
      { error: "none" },
      element({ success: "true" }),
      'expected error "", got success=true with no error attribute',
    ],
    [
      "an error of white space",
      { error: "some" },
      element({ success: "false", error: "  " }),
      'expected an error that is not empty, got success=false with error "  "',
    ],
    [
      "Bad Request in another letter case",
      { error: "bad-request" },
      element({ success: "false", error: "Bad Request" }),
      'expected error "bad Request", got success=false with error "Bad Request"',
    ],
    [
      "more than bad Request",
      { error: "bad-request" },
      element({ success: "false", error: "bad Request: x" }),
      'expected error "bad Request", got success=false with error "bad Request: x"',
    ],
    [
      "bad Request for a ticket error",
      { error: "ticket" },
      BAD_REQUEST,
      'expected a ticket error, [900] or [901], got success=false with error "bad Request"',
    ],
    [
      "900 without brackets",
      { error: "ticket" },
      element({ success: "false", error: "900" }),
      'expected a ticket error, [900] or [901], got success=false with error "900"',
    ],
    [
      "901 for 900",
      { error: "ticket-900" },
      SESSION_EXPIRED,
      'expected the ticket error [900], got success=false with error "[901] Session expired or Invalid ticket"',
    ],
    [
      "900 for 901",
      { error: "ticket-901" },
      AUTHENTICATION_FAILED,
      'expected the ticket error [901], got success=false with error "[900] Authentication failed."',
    ],
    [
      "another value of an attribute",
      { attributes: { ChunkSize: 262144 } },
      element({ success: "true", error: "", ChunkSize: "262145" }),
      'expected ChunkSize is 262144, got success=true with error "", ChunkSize="262145"',
    ],
    [
      "an attribute in another letter case",
      { attributes: { ChunkSize: 1 } },
      element({ success: "true", error: "", chunksize: "1" }),
      'expected ChunkSize is 1, got success=true with error "", chunksize="1"',
    ],
    [
      "another HTTP status",
      { http: 200 },
      element({ success: "true" }, 500),
      "expected HTTP 200, got HTTP 500",
    ],
    [
      "another status",
      { status: 404 },
      json({ error: "Upload not found" }, 403),
      'expected HTTP 404, got HTTP 403 with {"error":"Upload not found"}',
    ],
    [
      "the first redirect for a success",
      { status: "2xx" },
      json({}, 300),
      "expected HTTP 2xx, got HTTP 300 with {}",
    ],
    [
      "text for JSON",
      { json: { error: "x" } },
      { kind: "json", status: 401, text: "Unauthorized\n" },
      'expected a JSON object with error, got HTTP 401 with a body that is no JSON, "Unauthorized"',
    ],
    [
      "an empty body for JSON",
      { json: { error: "x" } },
      { kind: "json", status: 401, text: "" },
      "expected a JSON object with error, got HTTP 401 with an empty body",
    ],
    [
      "an array for JSON",
      { json: { error: "x" } },
      json([{ error: "x" }], 401),
      'expected a JSON object with error, got HTTP 401 with [{"error":"x"}]',
    ],
    [
      "null for JSON",
      { json: { error: "x" } },
      json(null, 401),
      "expected a JSON object with error, got HTTP 401 with null",
    ],
    [
      "another member",
      { json: { error: "x" } },
      json({ message: "x" }, 401),
      'expected JSON in which error is "x", got HTTP 401 with {"message":"x"}',
    ],
    [
      "a member that every object has",
      { json: { constructor: { text: true } } },
      json({}),
      "expected JSON in which constructor is text, got HTTP 200 with {}",
    ],
    [
      "one member too many",
      { json: { only: { error: "x" } } },
      json({ error: "x", detail: 1 }),
      'expected JSON with no member but error, got HTTP 200 with {"error":"x","detail":1}, which has "detail"',
    ],
  ] as const)("%s", (_, checks, answer, words) => {
    expect(mismatchesOf(checks as Checks, answer)).toEqual([words]);
  });

  it("all the mismatches, not only the first", () => {
    const checks = {
      success: true,
      error: "none",
      attributes: { UploadHandler: { guid: true }, ChunkSize: { integer: { min: 1, max: 9 } } },
      http: 200,
    };
    const answer = element({ success: "false", error: "x", ChunkSize: "10" }, 500);
    expect(runChecks(checks, contextOf(answer)).map(({ expected }) => expected)).toEqual([
      "success=true",
      'error ""',
      "UploadHandler is a GUID",
      "ChunkSize is a whole number from 1 to 9",
      "HTTP 200",
    ]);
  });

  it("throws for a check that nobody knows, also under a name that objects have", () => {
    for (const name of ["succes", "constructor", "toString"]) {
      expect(() => runChecks({ [name]: true }, contextOf(ACCEPTED))).toThrow(
        `unknown check "${name}"`,
      );
    }
    expect(() => runChecks({ error: "tickets" }, contextOf(ACCEPTED))).toThrow(
      "unknown kind of error",
    );
  });
});

describe("bytes", () => {
  const checks = { bytes: "$sent" };
  const names = { sent: Buffer.from("abcdef") };
  it("are exactly those that were sent", () => {
    expect(mismatchesOf(checks, document("abcdef"), { names })).toEqual([]);
  });

  it.each([
    ["abcxef", "a document of 6 bytes, different from byte 3 on: 78 65 66 for 64 65 66"],
    ["abcde", "a document of 5 bytes, which begin them"],
    ["abcdefg", "a document of 7 bytes, which go on after them"],
    ["", "an empty document, which the documents give for a failure"],
  ])("are not %j", (text, words) => {
    expect(mismatchesOf(checks, document(text), { names })).toEqual([
      `expected a document of exactly the 6 bytes that were sent, got ${words}`,
    ]);
  });

  it("are not in an answer element", () => {
    expect(mismatchesOf(checks, ACCEPTED, { names })).toHaveLength(1);
  });
});

describe("sameAs", () => {
  const unknown = json({ error: "Upload not found" }, 404);
  const long = "x".repeat(500);
  it.each([
    ["the same answer", unknown, unknown],
    [
      "the same JSON, spelled in another way",
      unknown,
      { ...unknown, text: '{ "error": "Upload not found" }\n' },
    ],
    ["the same members in another order", json({ a: 1, b: [2] }), json({ b: [2], a: 1 })],
    [
      "the same text",
      { kind: "json", status: 404, text: "gone\n" },
      { kind: "json", status: 404, text: "gone" },
    ],
    ["the same element", BAD_REQUEST, element({ error: "bad Request", success: "false" })],
  ] as const)("holds for %s", (_, first, second) => {
    expect(mismatchesOf({ sameAs: "$first" }, second, { names: { first } })).toEqual([]);
  });

  it.each([
    [
      "another status",
      unknown,
      json({ error: "Upload not found" }, 403),
      'HTTP 403 with {"error":"Upload not found"}',
    ],
    [
      "another text",
      unknown,
      json({ error: "Not yours" }, 404),
      'HTTP 404 with {"error":"Not yours"}',
    ],
    [
      "a difference far behind",
      json({ error: `${long}1` }),
      json({ error: `${long}2` }),
      ", different further on",
    ],
    [
      "another text inside the element",
      { ...ACCEPTED, text: "a" },
      { ...ACCEPTED, text: "b" },
      ", different further on",
    ],
    ["null for no JSON", json(null), { kind: "json", status: 200, text: "null" }, "no JSON"],
  ] as const)("tells %s", (_, first, second, words) => {
    const [mismatch] = mismatchesOf({ sameAs: "$first" }, second as typeof ACCEPTED, {
      names: { first },
    });
    expect(mismatch).toContain("expected the same as before, ");
    expect(mismatch).toContain(words);
  });
});

describe("lists", () => {
  const answer = json({ uploads: [{ upload_id: "upl_1" }] });
  const names = { listedIds: ["upl_1"], mine: "upl_1", gone: "upl_2" };
  it("finds an id, and misses another", () => {
    expect(mismatchesOf({ lists: "$mine" }, answer, { names })).toEqual([]);
    expect(mismatchesOf({ lists: { not: "$gone" } }, answer, { names })).toEqual([]);
  });

  it("says what is missing and what should be", () => {
    expect(mismatchesOf({ lists: "$gone" }, answer, { names })).toEqual([
      expect.stringMatching(
        /^expected a list with "upl_2", got a list of 1 ids without it, HTTP 200/,
      ),
    ]);
    expect(mismatchesOf({ lists: { not: "$mine" } }, answer, { names })).toEqual([
      expect.stringMatching(
        /^expected a list without "upl_1", got a list of 1 ids with it, HTTP 200/,
      ),
    ]);
  });

  it("is not fooled by an answer that is no list: nothing is gone because the list fails", () => {
    for (const failed of [
      json({ error: "x" }, 500),
      { kind: "json", status: 200, text: "oops" } as const,
    ]) {
      const none = { names: { ...names, listedIds: [] } };
      expect(mismatchesOf({ lists: { not: "$gone" } }, failed, none)).toHaveLength(1);
    }
  });
});

describe("oneOf", () => {
  const checks = {
    oneOf: [
      { because: "unknown ids are 404", status: 404, json: { error: "Upload not found" } },
      { because: "the shape is checked first", status: 400, json: { error: { text: true } } },
    ],
  };
  it("reports the alternative that the server chose", () => {
    const context = contextOf(json({ error: "Bad id" }, 400));
    expect(runChecks(checks, context)).toEqual([]);
    expect(context.alternatives).toEqual(["the shape is checked first"]);
  });

  it("reports the first of those that hold", () => {
    const context = contextOf(ACCEPTED);
    const both = {
      oneOf: [
        { because: "a", success: true },
        { because: "b", error: "none" },
      ],
    };
    expect(runChecks(both, context)).toEqual([]);
    expect(context.alternatives).toEqual(["a"]);
  });

  it("says every alternative when none holds, and chooses none", () => {
    const context = contextOf(json({ error: "Bad id" }, 500));
    expect(runChecks(checks, context)).toEqual([
      {
        expected:
          'HTTP 404 and JSON in which error is "Upload not found" (unknown ids are 404); or HTTP 400 (the shape is checked first)',
        actual: 'HTTP 500 with {"error":"Bad id"}',
      },
    ]);
    expect(context.alternatives).toEqual([]);
  });

  it("remembers values that shall be distinct once, whichever alternative holds", () => {
    const distinct = {
      oneOf: [
        { because: "a", error: "none", attributes: { id: { distinct: true } } },
        { because: "b", error: "some", attributes: { id: { distinct: true } } },
      ],
    };
    const seen = new Map<string, Set<string>>();
    const second = element({ success: "false", error: "x", id: "1" });
    expect(mismatchesOf(distinct, second, { seen })).toEqual([]);
    expect(mismatchesOf(distinct, second, { seen })).toHaveLength(1);
  });
});

describe("checks of a call over each binding", () => {
  it("hold for every one of them, and say which one it is", () => {
    const perBinding = { get: ACCEPTED, soap11: BAD_REQUEST };
    expect(mismatchesOf({ success: true, error: "none" }, ACCEPTED, { perBinding })).toEqual([
      'expected soap11: success=true, got soap11: success=false with error "bad Request"',
      'expected soap11: error "", got soap11: success=false with error "bad Request"',
    ]);
  });

  it("are all made beside agree", () => {
    const perBinding = { get: BAD_REQUEST, post: BAD_REQUEST };
    expect(
      mismatchesOf({ agree: ["verdict"], success: true }, BAD_REQUEST, { perBinding }),
    ).toHaveLength(2);
  });

  it("choose an alternative for each", () => {
    const perBinding = { get: BAD_REQUEST, soap11: SOAP_FAULT };
    const context = contextOf(BAD_REQUEST, { perBinding });
    const checks = {
      oneOf: [
        { because: "said so", error: "bad-request" },
        { because: "before", refused: true },
      ],
    };
    expect(runChecks(checks, context)).toEqual([]);
    expect(context.alternatives).toEqual(["said so", "before"]);
  });
});
