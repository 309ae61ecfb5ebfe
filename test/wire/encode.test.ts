import fc from "fast-check";
import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { payloadOf } from "../../src/wire/encode/bytes.ts";
import { encode } from "../../src/wire/encode/encode.ts";
import { wellFormed } from "../../src/wire/encode/percent.ts";
import { bodyOf } from "../../src/wire/encode/transfer.ts";
import { call, deleteUpload } from "./operations.ts";

const service = { baseUrl: "https://host/InfoRouter/srv.asmx/" };
const chunk = { bytes: { size: 12, seed: 7 } };
const odd = fc.string({ unit: "binary" });

describe("GET", () => {
  it("goes to the operation under the base URL with its arguments in order", () => {
    const request = encode(call("DeleteUploadHandler", "get", { b: "a&b =+é", A: "" }), service);
    expect(request).toEqual({
      method: "GET",
      url: "https://host/InfoRouter/srv.asmx/DeleteUploadHandler?b=a%26b%20%3D%2B%C3%A9&A=",
      headers: {},
      body: null,
    });
  });

  it("has no question mark without arguments", () => {
    expect(encode(call("ServerInfo", "get", {}), service).url).toMatch(/\/ServerInfo$/);
  });

  it("carries every text that UTF-8 can carry", () => {
    fc.assert(
      fc.property(odd, odd, (name, value) => {
        const { url } = encode(call("X", "get", { [name]: value }), service);
        const [[gotName, gotValue] = []] = new URL(url).searchParams;
        expect([gotName, gotValue]).toEqual([wellFormed(name), wellFormed(value)]);
      }),
    );
  });
});

describe("POST form", () => {
  it("is urlencoded, bytes as base64", () => {
    const request = encode(
      call("UploadFileChunk", "post", { a: "1 2", fileChunk: chunk }),
      service,
    );
    expect(request).toEqual({
      method: "POST",
      url: "https://host/InfoRouter/srv.asmx/UploadFileChunk",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: `a=1%202&fileChunk=${payloadOf(chunk).percentBase64()}`,
      payloads: [chunk],
    });
  });

  it("is read back by a form parser, whatever the values hold", () => {
    fc.assert(
      fc.property(odd, (value) => {
        const { body } = encode(call("X", "post", { v: value }), service);
        expect(new URLSearchParams(String(body)).get("v")).toBe(wellFormed(value));
      }),
    );
  });
});

describe("multipart", () => {
  const multipart = { ...service, bytesInForms: "multipart" } as const;

  it("carries bytes raw in a file part and texts in fields", async () => {
    const request = encode(
      call("UploadFileChunk", "post", { a: "é\r\n--", c: chunk, z: "" }),
      multipart,
    );
    const form = await new Response(bodyOf(request), { headers: request.headers }).formData();
    expect([...form.keys()]).toEqual(["a", "c", "z"]);
    expect(form.get("a")).toBe("é\r\n--");
    expect(Buffer.from(await (form.get("c") as File).arrayBuffer())).toEqual(
      payloadOf(chunk).bytes,
    );
    expect(request.payloads).toEqual([chunk]);
  });

  it("chooses a boundary that no value holds", async () => {
    const plain = encode(call("X", "post", { c: chunk }), multipart).headers["content-type"];
    const boundary = String(plain).split("boundary=")[1] ?? "";
    const request = encode(call("X", "post", { a: `--${boundary}\r\n`, c: chunk }), multipart);
    const form = await new Response(bodyOf(request), { headers: request.headers }).formData();
    expect(form.get("a")).toBe(`--${boundary}\r\n`);
  });

  it("is not used for calls without bytes", () => {
    const { headers } = encode(call("X", "post", { a: "1" }), multipart);
    expect(headers["content-type"]).toBe("application/x-www-form-urlencoded");
  });
});

describe("SOAP 1.1", () => {
  it("posts an envelope to the base URL itself with a quoted SOAPAction", () => {
    const request = encode(call("DeleteUploadHandler", "soap11", { t: "<&>", c: chunk }), service);
    expect(request.url).toBe("https://host/InfoRouter/srv.asmx");
    expect(request.headers).toEqual({
      "content-type": "text/xml; charset=utf-8",
      soapaction: '"http://tempuri.org/DeleteUploadHandler"',
    });
    expect(request.body).toContain(
      `<DeleteUploadHandler xmlns="http://tempuri.org/"><t>&lt;&amp;&gt;</t><c>${payloadOf(chunk).base64()}</c></DeleteUploadHandler>`,
    );
  });

  it("carries every text that XML can carry", () => {
    const options = {
      trimValues: false,
      parseTagValue: false,
      ignoreAttributes: false,
      htmlEntities: true,
    };
    const parser = new XMLParser(options);
    const carried = fc.string({ unit: "grapheme" }).filter((text) => text !== "");
    fc.assert(
      fc.property(carried, (value) => {
        const parsed = parser.parse(
          String(encode(call("X", "soap11", { v: value }), service).body),
        );
        expect(parsed["soap:Envelope"]["soap:Body"].X.v).toBe(value);
      }),
    );
  });

  it("writes what XML cannot carry as a reference, for the server to refuse", () => {
    const { body } = encode(call("X", "soap11", { v: "\0\x1b\ufffe\ud800\r" }), service);
    expect(body).toContain("<v>&#0;&#27;&#65534;&#55296;&#13;</v>");
  });
});

describe("REST", () => {
  const api = { baseUrl: "http://host/v1/" };

  it("uses the operation's method and path, and headers", () => {
    const args = [{ name: "x-api-key", value: "k", in: "header" }] as const;
    const request = encode({ operation: deleteUpload, binding: "rest", arguments: args }, api);
    expect(request).toEqual({
      method: "DELETE",
      url: "http://host/v1/delete-upload-api",
      headers: { "x-api-key": "k" },
      body: null,
    });
  });

  it("puts other parameters into a JSON body, and can use another method", () => {
    const args = [{ name: 'file"name', value: "a\nb" }];
    const request = encode(
      { operation: deleteUpload, binding: "rest", arguments: args, method: "PUT" },
      api,
    );
    expect(request.method).toBe("PUT");
    expect(request.headers).toEqual({ "content-type": "application/json" });
    expect(JSON.parse(String(request.body))).toEqual({ 'file"name': "a\nb" });
  });
});
