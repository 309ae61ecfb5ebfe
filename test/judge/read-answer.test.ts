import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/judge/answer/answer.ts";
import { isAccepted, isRefused } from "../../src/judge/answer/answer.ts";
import { readContent } from "../../src/judge/answer/read-answer.ts";
import type { Binding } from "../../src/model/binding.ts";
import { escaped, operation, response, soapAnswer } from "./responses.ts";

const XML = operation("xml");
const RESPONSE = '<response success="true" error="" />';

function read(
  body: string | Buffer,
  binding: Binding = "get",
  options: Parameters<typeof response>[1] = {},
): Answer {
  return readContent(response(body, options), XML, binding);
}

function attributesOf(answer: Answer): unknown {
  return answer.kind === "element" ? { ...answer.attributes } : answer;
}

describe("the answer of a legal server over GET and POST", () => {
  it.each([
    ["the document's letter", RESPONSE],
    ["another root", '<root success="true" error=""/>'],
    ["a root with a capital", '<Response error="" success="true"></Response>'],
    ["single quotes", "<response success='true' error=''/>"],
    ["a declaration", `<?xml version="1.0" encoding="utf-8"?>\r\n${RESPONSE}`],
    ["a declaration without an encoding", `<?xml version='1.0'?>${RESPONSE}`],
    [
      "a byte order mark",
      `\ufeff<?xml version="1.0" encoding="utf-8" standalone="yes"?>${RESPONSE}`,
    ],
    ["pretty printing", '\n<response\n    success="true"\n    error=""\n>\n</response>\n\n'],
    [
      "comments and instructions",
      `<?xml version="1.0"?><!-- v8.7 --><?pi?>${RESPONSE}<!-- took 2 ms -->\n`,
    ],
    ["a default namespace", '<response xmlns="http://tempuri.org/" success="true" error=""/>'],
    ["a prefixed namespace", '<ir:response xmlns:ir="urn:inforouter" success="true" error=""/>'],
    [
      "declarations of namespaces",
      `<response xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" success="true" error=""/>`,
    ],
    [
      "ASMX's string around escaped markup",
      `<?xml version="1.0" encoding="utf-8"?>\r\n<string xmlns="http://tempuri.org/">${escaped(RESPONSE)}</string>`,
    ],
    [
      "a string with a declaration of UTF-16 inside",
      `<string xmlns="http://tempuri.org/">\n  ${escaped(`<?xml version="1.0" encoding="utf-16"?>\n${RESPONSE}`)}\n</string>`,
    ],
    ["a string around CDATA", `<string><![CDATA[${RESPONSE}]]></string>`],
    ["UTF-16", Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-16"?>${RESPONSE}`, "utf16le")],
  ])("is read with %s", (_, body) => {
    expect(attributesOf(read(body))).toEqual({ success: "true", error: "" });
    expect(isAccepted(read(body))).toBe(true);
  });

  it("is read with attributes that nobody documents", () => {
    expect(
      attributesOf(
        read(
          '<response errorCode="4010" success="false" error="[901]Session expired" traceId="0"/>',
        ),
      ),
    ).toEqual({
      success: "false",
      error: "[901]Session expired",
      errorCode: "4010",
      traceId: "0",
    });
  });

  it("is read in ISO-8859-1, as declared or as the header says", () => {
    const element = '<response success="false" error="Sesión" />';
    const declared = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${element}`, "latin1");
    const bare = Buffer.from(element, "latin1");
    const expected = { success: "false", error: "Sesión" };
    expect(attributesOf(read(declared))).toEqual(expected);
    expect(attributesOf(read(bare, "get", { type: 'text/xml; charset="iso-8859-1"' }))).toEqual(
      expected,
    );
  });

  it.each([200, 201, 400, 401, 403, 404, 500])(
    "is judged by its success, not by HTTP %s",
    (status) => {
      expect(
        isRefused(read('<response success="false" error="bad Request"/>', "get", { status })),
      ).toBe(true);
      expect(isAccepted(read(RESPONSE, "get", { status }))).toBe(true);
    },
  );

  it("is read whatever type it has", () => {
    for (const type of ["application/xml", "text/plain", "text/html", ""]) {
      expect(isAccepted(read(RESPONSE, "post", { type }))).toBe(true);
    }
  });

  it("keeps the text inside", () => {
    const body = '<response success="true" chunklength="3">\n  YWJj\n</response>';
    expect(read(body)).toMatchObject({ kind: "element", text: "YWJj" });
  });
});

describe("the answer of a legal server over SOAP", () => {
  const inner = (xml: string) =>
    `<a:Envelope xmlns:a="http://schemas.xmlsoap.org/soap/envelope/">${xml}</a:Envelope>`;
  const result = `<NameResponse xmlns="http://tempuri.org/"><NameResult>${RESPONSE}</NameResult></NameResponse>`;
  it.each([
    ["as ASP.NET writes it", soapAnswer(RESPONSE)],
    [
      "with the element outside the namespace",
      soapAnswer('<response xmlns="" success="true" error=""/>'),
    ],
    [
      "with another prefix and pretty printing",
      inner(`\n  <a:Body>\n    ${result}\n  </a:Body>\n`),
    ],
    [
      "with a header",
      inner(`<a:Header><x:t xmlns:x="u" success="false"/></a:Header><a:Body>${result}</a:Body>`),
    ],
    [
      "with the default namespace for the envelope",
      `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>${result}</Body></Envelope>`,
    ],
    [
      "in a SOAP 1.2 envelope",
      `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${result}</e:Body></e:Envelope>`,
    ],
    ["with the result as escaped markup", soapAnswer(escaped(RESPONSE))],
    ["with the result as CDATA", soapAnswer(`<![CDATA[<?xml version="1.0"?>\n${RESPONSE}]]>`)],
    [
      "with a typed result",
      `<s:Envelope xmlns:s="u"><s:Body><R><RResult success="true" error=""><item/></RResult></R></s:Body></s:Envelope>`,
    ],
    [
      "without an element for the result",
      `<s:Envelope xmlns:s="u"><s:Body><n:R xmlns:n="v">${RESPONSE}</n:R></s:Body></s:Envelope>`,
    ],
    [
      "with the result behind another value",
      `<s:Envelope xmlns:s="u"><s:Body><R><took>2</took><RResult>${RESPONSE}</RResult></R></s:Body></s:Envelope>`,
    ],
    ["with comments inside", inner(`<!-- a --><a:Body><!-- b -->${result}</a:Body>`)],
  ])("is read %s", (_, body) => {
    expect(attributesOf(read(body, "soap11"))).toEqual({ success: "true", error: "" });
  });
});

describe("a refusal before the operation is told from an answer:", () => {
  const fault = (inside: string) =>
    `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault>${inside}</soap:Fault></soap:Body></soap:Envelope>`;
  const problem = '{"type":"about:blank","title":"Bad Request","status":400}';
  it.each([
    [
      "a SOAP fault",
      "soap11",
      fault(
        "<faultcode>soap:Client</faultcode><faultstring>Server was unable\n to read request.</faultstring><detail/>",
      ),
      { status: 500 },
      "soap",
      'SOAP fault "Server was unable to read request." with HTTP 500',
    ],
    [
      "a SOAP fault with HTTP 200",
      "soap11",
      fault("<faultstring>no</faultstring>"),
      {},
      "soap",
      'SOAP fault "no" with HTTP 200',
    ],
    [
      "a SOAP fault without words",
      "soap11",
      fault(""),
      { status: 500 },
      "soap",
      "SOAP fault with HTTP 500",
    ],
    [
      "a fault of SOAP 1.2",
      "soap11",
      '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><e:Fault><e:Code><e:Value>e:Sender</e:Value></e:Code><e:Reason><e:Text xml:lang="en">bad</e:Text></e:Reason></e:Fault></e:Body></e:Envelope>',
      { status: 400 },
      "soap",
      'SOAP fault "bad" with HTTP 400',
    ],
    [
      "ASMX's plain text",
      "get",
      "System.InvalidOperationException: Missing parameter: UploadHandler.\r\n   at System.Web...",
      { status: 500, type: "text/plain; charset=utf-8" },
      "http",
      'HTTP 500 text/plain saying "System.InvalidOperationException: Missing parameter: UploadHandler."',
    ],
    [
      "problem JSON",
      "post",
      problem,
      { status: 400, type: "application/problem+json" },
      "http",
      `HTTP 400 application/problem+json saying ${JSON.stringify(problem)}`,
    ],
    [
      "an HTML page",
      "get",
      "<!DOCTYPE html><html><body><br></body></html>",
      { status: 404, type: "text/html" },
      "http",
      "HTTP 404 text/html",
    ],
    ["an empty body", "get", "", { status: 415, type: "" }, "http", "HTTP 415"],
    ["plain XML to SOAP", "soap11", "<error/>", { status: 500 }, "http", "HTTP 500 text/xml"],
    [
      "bytes that are no text",
      "get",
      Buffer.from([0xff, 0x00]),
      { status: 502, type: "text/plain" },
      "http",
      "HTTP 502 text/plain",
    ],
  ] as const)("%s", (_, binding, body, options, by, what) => {
    const answer = read(body, binding, options);
    expect(answer).toEqual({
      kind: "refusal",
      by,
      status: "status" in options ? options.status : 200,
      what,
    });
    expect(isRefused(answer)).toBe(true);
    expect(isAccepted(answer)).toBe(false);
  });
});

describe("no answer is", () => {
  it.each([
    ["an empty body", "", "is empty"],
    ["white space", " \r\n", "is empty"],
    ["text", "OK", 'is no XML, it begins with "OK"'],
    ["JSON", '{"success":true}', "is no XML"],
    ["an HTML page", "<html><head><title>Login</title></head></html>", "is an HTML page"],
    ["an HTML page with a doctype", "\n<!doctype HTML>\n<html>", "is an HTML page"],
    [
      "an XHTML page",
      '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "u"><html/>',
      "holds a document type declaration",
    ],
    [
      "an element without success",
      "<response/>",
      "has no success attribute on its element <response>",
    ],
    [
      "success in another namespace",
      '<r xmlns:x="u" x:success="true"/>',
      "has no success attribute",
    ],
    [
      "success on a child only",
      '<a><response success="true"/></a>',
      "has no success attribute on its element <a>",
    ],
    [
      "a string around something else",
      "<string>hello</string>",
      "has no success attribute on its element <string>",
    ],
    [
      "a string around another element",
      "<string>&lt;a/&gt;</string>",
      "has no success attribute on its element <a>",
    ],
    [
      "a string around broken markup",
      "<string>&lt;response success=true/&gt;</string>",
      "has text in <string> that is not well-formed XML: unquoted attribute value",
    ],
    [
      "markup cut off",
      '<response success="true" error=""',
      "is not well-formed XML: unexpected end",
    ],
    [
      "an answer twice",
      RESPONSE + RESPONSE,
      "is not well-formed XML: documents may contain only one root",
    ],
    [
      "an error that is not escaped",
      '<response success="false" error="a & b <c>"/>',
      "is not well-formed XML",
    ],
    [
      "an error with a control character",
      '<response success="false" error="a&#x1;"/>',
      "is not well-formed XML",
    ],
    [
      "a SOAP envelope to GET",
      soapAnswer(RESPONSE),
      "has no success attribute on its element <Envelope>",
    ],
    [
      "invalid UTF-8",
      Buffer.from('<response success="false" error="\xe9"/>', "latin1"),
      "is not valid text in its encoding",
    ],
  ])("%s", (_, body, why) => {
    const answer = read(body);
    expect(answer).toEqual({ kind: "unreadable", status: 200, why: expect.stringContaining(why) });
    expect(isAccepted(answer) || isRefused(answer)).toBe(false);
  });

  it.each([
    ["an element without an envelope", RESPONSE, "is no SOAP envelope but <response>"],
    [
      "an envelope without a body",
      '<s:Envelope xmlns:s="u"/>',
      "is a SOAP envelope without a body",
    ],
    [
      "an envelope with an empty body",
      '<s:Envelope xmlns:s="u"><s:Body/></s:Envelope>',
      "is a SOAP envelope with an empty body",
    ],
    [
      "an answer without a result",
      '<s:Envelope xmlns:s="u"><s:Body><DeleteResponse/></s:Body></s:Envelope>',
      "has no result in its <DeleteResponse>",
    ],
    ["a result without success", soapAnswer("<response/>"), "has no success attribute"],
    [
      "a result of words",
      soapAnswer("true"),
      "has no success attribute on its element <DeleteUploadHandlerResult>",
    ],
    [
      "undeclared prefixes",
      `<soap:Envelope><soap:Body><R><RResult>${RESPONSE}</RResult></R></soap:Body></soap:Envelope>`,
      "unbound namespace prefix",
    ],
    [
      "success deeper than results go",
      soapAnswer(`<a><response success="true"/></a>`),
      "has no success attribute",
    ],
  ])("over SOAP, %s", (_, body, why) => {
    expect(read(body, "soap11")).toEqual({
      kind: "unreadable",
      status: 200,
      why: expect.stringContaining(why),
    });
  });

  it("a redirect", () => {
    const answer = read("", "get", { status: 302, headers: { location: "/login.aspx" } });
    expect(answer).toEqual({
      kind: "unreadable",
      status: 302,
      why: 'is a redirect to "/login.aspx"',
    });
    expect(isRefused(answer)).toBe(false);
  });

  it("HTTP 204", () => {
    expect(read("", "get", { status: 204 })).toEqual({
      kind: "unreadable",
      status: 204,
      why: "is empty",
    });
  });

  it.each(["yes", "", "truth", "2", "true false"])(
    "neither a success nor a failure: success=%j",
    (success) => {
      const answer = read(`<response success="${success}" error=""/>`);
      expect(isAccepted(answer)).toBe(false);
      expect(isRefused(answer)).toBe(false);
    },
  );
});

describe("what a server did is read however it spells it", () => {
  it.each([
    'success="True"',
    'success="TRUE"',
    'success="1"',
    'success=" true "',
    'Success="true"',
  ])("a success: %s", (said) => {
    const answer = read(`<response ${said} error=""/>`);
    expect(isAccepted(answer)).toBe(true);
    expect(isRefused(answer)).toBe(false);
  });

  it.each(['success="False"', 'success="0"', 'SUCCESS="false"'])("a failure: %s", (said) => {
    const answer = read(`<response ${said} error="x"/>`);
    expect(isAccepted(answer)).toBe(false);
    expect(isRefused(answer)).toBe(true);
  });

  it("inside an envelope", () => {
    expect(isAccepted(read(soapAnswer('<response Success="True"/>'), "soap11"))).toBe(true);
  });

  it("a chunk that shall be sent again", () => {
    expect(isRefused(read('<response success="True" TryAgain="True"/>'))).toBe(true);
  });
});

describe("a chunk that shall be sent again", () => {
  it.each(["true", "false"])("was refused, although success is shown as %s", (success) => {
    const answer = read(`<response success="${success}" error="" tryagain="true"/>`);
    expect(isAccepted(answer)).toBe(false);
    expect(isRefused(answer)).toBe(true);
  });
});

describe("an answer whose verdict stands in a child element", () => {
  it.each([
    ["get", "true", "<response><success>true</success><ChunkSize>7</ChunkSize></response>"],
    ["get", "false", "<response><Success> false </Success><error>[901] Gone</error></response>"],
    [
      "soap11",
      "true",
      soapAnswer("<response><success>true</success><ChunkSize>7</ChunkSize></response>"),
    ],
    ["soap11", "true", soapAnswer("<success>true</success><ChunkSize>7</ChunkSize>")],
    ["get", "true", "<string>&lt;response>&lt;success>true&lt;/success>&lt;/response></string>"],
  ] as const)(
    "over %s is read from child elements as %s, and has no success attribute",
    (binding, said, body) => {
      const answer = read(body, binding);
      expect([isAccepted(answer), isRefused(answer)]).toEqual([said === "true", said === "false"]);
      expect(attributesOf(answer)).not.toHaveProperty("success");
      if (body.includes("ChunkSize"))
        expect(attributesOf(answer)).toMatchObject({ ChunkSize: "7" });
    },
  );
});
