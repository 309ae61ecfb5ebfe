import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { payloadBytes } from "../../src/model/payload-bytes.ts";
import { judgeHttp, told } from "./judge-http.ts";

const SERVICE = `
operations:
  Look:
    bindings: [rest]
    answer: json
    http: { method: GET, path: /look }
    parameters: { x-case: { type: string, in: header } }
  Head:
    bindings: [rest]
    answer: none
    http: { method: HEAD, path: /look }
    parameters: { x-case: { type: string, in: header } }
  Plain:
    bindings: [rest]
    answer: bytes
    http: { method: GET, path: /look }
    parameters: { x-case: { type: string, in: header } }
  Markup:
    bindings: [rest]
    answer: xml
    http: { method: GET, path: /look }
    parameters: { x-case: { type: string, in: header } }
`;

const XML =
  '<?xml version="1.0"?><Made xmlns="urn:x" kind="upload"><Id>u-1</Id><Id>u-2</Id></Made>';

const server: RequestListener = (request, response) => {
  switch (request.headers["x-case"]) {
    case "early":
      response.writeEarlyHints({ link: "</style.css>; rel=preload" });
      response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
      break;
    case "trailers":
      response.writeHead(200, { trailer: "X-Sum" });
      response.write("{}");
      response.addTrailers({ "X-Sum": "5" });
      response.end();
      break;
    case "cookies":
      response.writeHead(200, { "Set-Cookie": ["a=1; Path=/", "b=2"], "X-Twice": ["1", "2"] });
      response.end('{"list":[{"id":1},{"id":2}],"upload":{"url":"/a","a/b":5,"none":null}}');
      break;
    case "odd":
      response.writeHead(299, { "x-empty": "" }).end();
      break;
    case "799":
      response.writeHead(799).end();
      break;
    case "404":
      response.writeHead(404, { "content-type": "application/json" }).end('{"error":"gone"}');
      break;
    case "bytes":
      response.writeHead(200, { "content-type": "application/octet-stream" });
      response.end(payloadBytes({ bytes: { size: 12, seed: 3 } }));
      break;
    case "xml":
      response.writeHead(201, { "content-type": "application/xml" }).end(XML);
      break;
    default:
      response.writeHead(204, { Location: "/files/1", "Upload-Offset": "0" }).end();
  }
};

/** A rule of one judged call. */
function judged(call: string, what: string, checks: string): string {
  return `steps: [{ call: ${call}, with: { x-case: "${what}" }, then: ${checks} }]`;
}

async function judge(rules: Readonly<Record<string, string>>) {
  return told(await judgeHttp({ service: SERVICE, operation: "Look", rules }, server));
}

describe("an answer over real sockets", () => {
  test("is judged by its headers, in any letter case, and by those that it has not", async () => {
    const rules = {
      right: judged(
        "Look",
        "none",
        '{ status: 204, body: empty, headers: { LOCATION: "/files/1", upload-offset: 0, x-old: absent } }',
      ),
      "one-of-several": judged("Look", "none", "{ status: [200, 204] }"),
      "of-a-class": judged("Look", "none", "{ status: [404, 2xx] }"),
      "wrong-value": judged("Look", "none", "{ headers: { location: { contains: y } } }"),
      "wrong-presence": judged("Look", "none", "{ headers: { Location: absent } }"),
      "wrong-absence": judged("Look", "none", "{ headers: { etag: { text: true } } }"),
      "wrong-status": judged("Look", "none", "{ status: [200, 4xx] }"),
    };
    expect(await judge(rules)).toEqual({
      right: "pass",
      "one-of-several": "pass",
      "of-a-class": "pass",
      "wrong-value":
        'fail: expected the header location contains "y", got HTTP 204 with location "/files/1"',
      "wrong-presence":
        'fail: expected the header Location is absent, got HTTP 204 with Location "/files/1"',
      "wrong-absence": "fail: expected the header etag is text, got HTTP 204 with no header etag",
      "wrong-status": "fail: expected HTTP 200 or 4xx, got HTTP 204 with an empty body",
    });
  });

  test("carries the answers of 1xx before it, and the trailers behind it", async () => {
    const rules = {
      early: judged(
        "Look",
        "early",
        "{ informational: { status: 103, headers: { link: { contains: preload } } } }",
      ),
      none: judged("Look", "none", "{ informational: none }"),
      trailers: judged("Look", "trailers", "{ trailers: { x-sum: 5, x-other: absent } }"),
      "wrong-early": judged("Look", "none", "{ informational: { status: 103 } }"),
      "wrong-link": judged(
        "Look",
        "early",
        "{ informational: { status: 103, headers: { link: absent } } }",
      ),
      "wrong-none": judged("Look", "early", "{ informational: none }"),
      "wrong-trailers": judged("Look", "early", "{ trailers: { x-sum: 5 } }"),
    };
    expect(await judge(rules)).toEqual({
      early: "pass",
      none: "pass",
      trailers: "pass",
      "wrong-early": "fail: expected HTTP 103 before the answer, got HTTP 204, and before it none",
      "wrong-link": expect.stringMatching(
        /^fail: expected the header link is absent, got HTTP 103/,
      ),
      "wrong-none":
        "fail: expected no answer of 1xx before it, got HTTP 200, and before it HTTP 103",
      "wrong-trailers": "fail: expected the trailer x-sum is 5, got HTTP 200 with no trailer x-sum",
    });
  });

  test("keeps the lines of cookies apart, and joins those of other headers", async () => {
    const rules = {
      "one-cookie": judged("Look", "cookies", "{ headers: { set-cookie: b=2 } }"),
      joined: judged("Look", "cookies", '{ headers: { x-twice: "1, 2" } }'),
      "wrong-cookie": judged("Look", "cookies", "{ headers: { set-cookie: c=3 } }"),
    };
    const verdicts = await judge(rules);
    expect(verdicts).toMatchObject({ "one-cookie": "pass", joined: "pass" });
    expect(verdicts["wrong-cookie"]).toMatch(/^fail: expected the header set-cookie is "c=3", got/);
  });

  test("is judged by members further inside, which pointers name", async () => {
    const rules = {
      right: judged(
        "Look",
        "cookies",
        "{ json: { /upload/url: /a, /upload/a~1b: 5, /list/1/id: 2, /upload/x: { absent: true } } }",
      ),
      each: judged("Look", "cookies", "{ json: { /list/*/id: { integer: { max: 2 } } } }"),
      some: judged("Look", "cookies", "{ json: { /list/*/id: { some: 2 } } }"),
      "wrong-each": judged("Look", "cookies", "{ json: { /list/*/id: 1 } }"),
      "wrong-some": judged("Look", "cookies", "{ json: { /list/*/id: { some: 3 } } }"),
      "wrong-nowhere": judged("Look", "cookies", "{ json: { /nowhere/*/id: { integer: {} } } }"),
      only: judged("Look", "cookies", "{ json: { only: { list: [], /upload/url: /a } } }").replace(
        "list: []",
        "/list/0/id: 1",
      ),
      "wrong-only": judged("Look", "cookies", "{ json: { only: { /list/0/id: 1 } } }"),
    };
    const verdicts = await judge(rules);
    const starts = (words: string) => expect.stringMatching(`^fail: expected JSON ${words}, got`);
    expect(verdicts).toEqual({
      right: "pass",
      each: "pass",
      some: "pass",
      only: "pass",
      "wrong-each": starts("in which /list/\\*/id is 1"),
      "wrong-some": starts("in which /list/\\*/id has one that is 3"),
      "wrong-nowhere": starts("in which /nowhere/\\*/id is a whole number"),
      "wrong-only": starts("with no member but /list/0/id"),
    });
  });

  test("may have a status that nobody registered, and no body", async () => {
    const rules = {
      odd: judged("Look", "odd", '{ status: 299, headers: { x-empty: "" }, body: empty }'),
      accepted: `steps: [{ call: Look, with: { x-case: odd }, expect: accepted }, { call: Look, with: { x-case: "799" }, then: { status: 7xx, refused: true } }]`,
      "wrong-empty": judged("Look", "odd", "{ headers: { x-empty: absent } }"),
    };
    expect(await judge(rules)).toEqual({
      odd: "pass",
      accepted: "pass",
      "wrong-empty": 'fail: expected the header x-empty is absent, got HTTP 299 with x-empty ""',
    });
  });

  test("of HEAD is its status and headers", async () => {
    const rules = {
      head: judged(
        "Head",
        "bytes",
        "{ status: 2xx, body: empty, headers: { content-type: { contains: octet } } }",
      ),
      "wrong-head": judged("Head", "404", "{ status: 200 }"),
    };
    expect(await judge(rules)).toEqual({
      head: "pass",
      "wrong-head": "fail: expected HTTP 200, got HTTP 404 with an empty body",
    });
  });

  test("of bytes is its body, whatever it holds; where it is refused, what that says", async () => {
    const rules = {
      bytes: judged("Plain", "bytes", "{ bytes: { bytes: 12, seed: 3 }, status: 200 }"),
      part: judged(
        "Plain",
        "bytes",
        "{ bytes: { of: { bytes: 12, seed: 3 }, from: 0, length: 20 } }",
      ),
      text: judged("Plain", "bytes", '{ body: { matches: "3-as" } }'),
      refused: judged("Plain", "404", "{ status: 404, json: { error: gone }, refused: true }"),
      "wrong-part": judged(
        "Plain",
        "bytes",
        "{ bytes: { of: { bytes: 20, seed: 3 }, from: 3, length: 12 } }",
      ),
      "wrong-bytes": judged("Plain", "bytes", "{ bytes: { bytes: 12, seed: 2 } }"),
      "wrong-refused": judged("Plain", "404", "{ bytes: { bytes: 0 } }"),
      "wrong-text": judged("Plain", "bytes", "{ body: { matches: ^b } }"),
    };
    const verdicts = await judge(rules);
    expect(verdicts).toMatchObject({
      bytes: "pass",
      part: "pass",
      text: "pass",
      refused: "pass",
    });
    expect(verdicts["wrong-part"]).toMatch(
      /^fail: expected a body of exactly the 12 bytes from byte 3 on/,
    );
    expect(verdicts["wrong-bytes"]).toMatch(
      /^fail: expected a body of exactly the 12 bytes that were sent, got HTTP 200 with a body of 12 bytes, different from byte 0 on: /,
    );
    expect(verdicts["wrong-refused"]).toMatch(/^fail: .* got HTTP 404 with a body of 16 bytes, /);
    expect(verdicts["wrong-text"]).toMatch(/^fail: expected a body that matches \/\^b\//);
  });

  test("of XML is accepted by its status, and says what its root and the texts in it say", async () => {
    const rules = {
      xml: judged("Markup", "xml", "{ status: 201, attributes: { kind: upload, Id: u-1 } }"),
      accepted: `steps: [{ call: Markup, with: { x-case: xml }, save: { id: Id }, expect: accepted }, { call: Look, with: { x-case: $id }, then: { status: 204 } }]`,
      "wrong-xml": judged("Markup", "xml", "{ attributes: { Id: u-2 } }"),
      "wrong-none": judged("Markup", "bytes", "{ attributes: { Id: u-2 } }"),
    };
    const verdicts = await judge(rules);
    expect(verdicts).toMatchObject({ xml: "pass", accepted: "pass" });
    expect(verdicts["wrong-xml"]).toMatch(
      /^fail: expected Id is "u-2", got HTTP 201 with a body of/,
    );
    expect(verdicts["wrong-none"]).toMatch(/^fail: expected Id is "u-2", got HTTP 200/);
  });
});
