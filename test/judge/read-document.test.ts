import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/judge/answer/answer.ts";
import { isAccepted, isRefused } from "../../src/judge/answer/answer.ts";
import { readAnswer } from "../../src/judge/answer/read-answer.ts";
import type { Binding } from "../../src/model/binding.ts";
import { mismatchesOf } from "./answers.ts";
import { escaped, operation, response, soapAnswer } from "./responses.ts";

const BYTES = Buffer.from([0, 255, 60, 97, 13, 10]);
const BASE64 = BYTES.toString("base64");
const FAILURE = '<response success="false" error="not found"/>';

function read(
  body: string | Buffer,
  binding: Binding = "get",
  options: Parameters<typeof response>[1] = {},
): Answer {
  return readAnswer(
    response(body, { type: "application/octet-stream", ...options }),
    operation("bytes"),
    binding,
  );
}

describe("a document is read", () => {
  it.each([
    ["as it is", BYTES, "get"],
    [
      "from ASMX's base64Binary",
      `<?xml version="1.0"?>\r\n<base64Binary xmlns="http://tempuri.org/">${BASE64}</base64Binary>`,
      "get",
    ],
    [
      "from base64Binary behind a byte order mark",
      `\ufeff\n<base64Binary>${BASE64}</base64Binary>`,
      "post",
    ],
    [
      "from base64 in lines",
      `<base64Binary>\r\n  ${BASE64.slice(0, 4)}\r\n  ${BASE64.slice(4)}\r\n</base64Binary>`,
      "get",
    ],
    ["from the result of SOAP", soapAnswer(BASE64, "DownloadDocument"), "soap11"],
  ] as const)("%s", (_, body, binding) => {
    const answer = read(body, binding);
    expect(answer).toMatchObject({ kind: "document", status: 200, bytes: BYTES });
    expect(isAccepted(answer)).toBe(true);
  });

  it.each([
    "",
    "<",
    "<html>",
    "<a><b></a>",
    "<a/>",
    '<a success="x',
    "<<<<",
    "\ufeff<?xml",
    "<base64binary>YQ==</base64binary>",
  ])("as it is when it looks like markup: %j", (text) => {
    expect(read(text)).toMatchObject({ kind: "document", status: 200, bytes: Buffer.from(text) });
  });

  it.each([
    ["of base64", "get", JSON.stringify(BASE64), "application/json; charset=utf-8", BYTES],
    ["of base64, sent as another type", "post", JSON.stringify(BASE64), "text/plain", undefined],
    ["behind a byte order mark", "post", `\ufeff"${BASE64}"`, "application/json", BYTES],
    ["that is not base64", "get", '"not base64!"', "application/json", undefined],
    ["in an object", "get", `{"a":"${BASE64}"}`, "application/json", undefined],
    ["that is cut off", "get", `"${BASE64}`, "application/json", undefined],
    ["of a type that only begins so", "get", `"${BASE64}"`, "application/jsonlines", undefined],
  ] as const)("from a string of JSON %s", (_, binding, body, type, bytes) => {
    expect(read(body, binding, { type })).toMatchObject({
      kind: "document",
      status: 200,
      bytes: bytes ?? Buffer.from(body),
    });
  });
});

describe("a document of no bytes is neither accepted nor hidden: it is how a download fails", () => {
  it.each([
    ["a body of no bytes", "", "get", "application/octet-stream"],
    ["an empty base64Binary", "<base64Binary/>", "post", "text/xml"],
    ["an empty string of JSON", '""', "get", "application/json"],
    ["an empty result of SOAP", soapAnswer("", "DownloadDocument"), "soap11", "text/xml"],
    ["a result of SOAP that is all white space", soapAnswer("\r\n  "), "soap11", "text/xml"],
  ] as const)("%s", (_, body, binding, type) => {
    const answer = read(body, binding, { type });
    expect(answer).toMatchObject({ kind: "document", status: 200, bytes: Buffer.alloc(0) });
    expect([isAccepted(answer), isRefused(answer)]).toEqual([false, true]);
    expect(mismatchesOf({ success: false }, answer)).toEqual([]);
    expect(mismatchesOf({ refused: true }, answer)).toEqual([]);
    expect(mismatchesOf({ success: true }, answer)).not.toEqual([]);
    const none = { names: { sent: Buffer.alloc(0) } };
    expect(mismatchesOf({ bytes: "$sent" }, answer, none)).toEqual([]);
    expect(mismatchesOf({ bytes: "$sent" }, answer, { names: { sent: BYTES } })).not.toEqual([]);
  });

  it("and one of a single byte is accepted", () => {
    const answer = read("x");
    expect([isAccepted(answer), isRefused(answer)]).toEqual([true, false]);
  });

  it("agrees with every other refusal over another binding", () => {
    const perBinding = {
      get: read(""),
      post: read(FAILURE),
      soap11: read(soapAnswer(""), "soap11"),
    };
    const [answer] = Object.values(perBinding);
    expect(answer && mismatchesOf({ agree: ["verdict"] }, answer, { perBinding })).toEqual([]);
  });
});

describe("the failure of a download is read", () => {
  it.each([
    ["as an element", FAILURE, "get"],
    ["behind a byte order mark", `\ufeff${FAILURE}`, "get"],
    ["in a string", `<string>${escaped(FAILURE)}</string>`, "post"],
    ["in UTF-16", Buffer.from(`\ufeff${FAILURE}`, "utf16le"), "get"],
    ["in the result of SOAP", soapAnswer(FAILURE), "soap11"],
    ["escaped in the result of SOAP", soapAnswer(escaped(FAILURE)), "soap11"],
  ] as const)("%s", (_, body, binding) => {
    const answer = read(body, binding);
    expect(answer).toMatchObject({ kind: "element", attributes: { success: "false" } });
    expect(isRefused(answer)).toBe(true);
  });

  it("as a refusal by its HTTP status", () => {
    expect(read("no such file", "get", { status: 404 })).toMatchObject({
      kind: "refusal",
      status: 404,
    });
    expect(read("<p>no", "get", { status: 500 })).toMatchObject({ kind: "refusal", status: 500 });
    for (const status of [403, 404]) {
      const headers = { "x-inforouter-errorcode": "4041", "x-inforouter-error": "not found" };
      const type = "application/json";
      expect(read('""', "get", { status, type, headers })).toMatchObject({
        kind: "refusal",
        status,
      });
      expect(read("", "post", { status, headers })).toMatchObject({ kind: "refusal", status });
    }
  });
});

describe("no document is", () => {
  it.each([
    ["a redirect", "get", "", 302],
    ["a result that is not base64", "soap11", soapAnswer("not base64!"), 200],
    ["base64 that is cut off", "get", "<base64Binary>YWJ</base64Binary>", 200],
    [
      "an answer over SOAP without a result",
      "soap11",
      '<s:Envelope xmlns:s="u"><s:Body><R/></s:Body></s:Envelope>',
      200,
    ],
    ["bytes over SOAP without an envelope", "soap11", "bytes", 200],
  ] as const)("%s", (_, binding, body, status) => {
    expect(read(body, binding, { status })).toMatchObject({ kind: "unreadable" });
  });

  it("base64 under an HTTP error", () => {
    expect(read(soapAnswer(BASE64), "soap11", { status: 500 })).toMatchObject({ kind: "refusal" });
    expect(read(`<base64Binary>${BASE64}</base64Binary>`, "get", { status: 500 })).toMatchObject({
      kind: "refusal",
    });
  });
});
