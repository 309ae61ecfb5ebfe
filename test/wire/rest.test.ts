import net from "node:net";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Argument } from "../../src/model/call.ts";
import { createClient } from "../../src/wire/client/client.ts";
import { payloadOf } from "../../src/wire/encode/bytes.ts";
import { encode } from "../../src/wire/encode/encode.ts";
import { wellFormed } from "../../src/wire/encode/percent.ts";
import { linesOf, restCall } from "./rest-call.ts";
import { listen, type Recorded, recorder } from "./servers.ts";

const PART = { bytes: { size: 300, seed: 7 } };

/** Sends a call for real, and gives what arrived. */
async function arrived(
  call: ReturnType<typeof restCall>,
  base = "/api",
  headers?: Record<string, string | string[]>,
): Promise<Recorded> {
  const { baseUrl, requests } = await recorder();
  const client = createClient({ timeoutMs: 20_000, concurrency: 1, allowedOrigins: [baseUrl] });
  onTestFinished(() => client.close());
  const service = { baseUrl: `${baseUrl}${base}`, ...(headers ? { headers } : {}) };
  const reply = await client.send(encode(call, service));
  expect(reply).toMatchObject({ kind: "response", status: 200 });
  const [request] = requests;
  if (!request) throw new Error("nothing arrived");
  return request;
}

const inside =
  (place: "path" | "query" | "header") => (name: string, value: Argument["value"]) => ({
    name,
    value,
    in: place,
  });
const [path, query, header] = [inside("path"), inside("query"), inside("header")];

describe("the address", () => {
  it("has the values of the path, percent-encoded, in their places", async () => {
    const args = [path("id", "a/b ?#é"), path("n", "7"), path("id2", "..")];
    const { url, method } = await arrived(restCall("PUT /files/{id}/parts/{n}/{id2}", args));
    expect([method, url]).toEqual(["PUT", "/api/files/a%2Fb%20%3F%23%C3%A9/parts/7/%2E%2E"]);
  });

  it("carries every text that UTF-8 can carry as one segment", () => {
    const service = { baseUrl: "http://h/v1" };
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { url } = encode(restCall("GET /f/{id}/end", [path("id", text)]), service);
        const segments = url.slice("http://h/v1/".length).split("/");
        expect(segments.map(decodeURIComponent)).toEqual(["f", wellFormed(text), "end"]);
      }),
    );
  });

  it("has an empty segment where a parameter of the path is left out", async () => {
    const { url } = await arrived(restCall("GET /files/{id}/parts", []));
    expect(url).toBe("/api/files//parts");
  });

  it("has a query, a name as often as it is given, after the one of the documents", async () => {
    const args = [query("tag", "a b"), query("tag", "&"), query("q[]", ""), query("bytes", PART)];
    const { url } = await arrived(restCall("GET /files?uploads", args));
    const base64 = payloadOf(PART).percentBase64();
    expect(url).toBe(`/api/files?uploads&tag=a%20b&tag=%26&q%5B%5D=&bytes=${base64}`);
  });
});

describe("the method", () => {
  it("may be one that nobody registered", async () => {
    let head = "";
    const server = net.createServer((socket) => {
      socket.on("data", (bytes) => {
        head += String(bytes);
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
      });
    });
    const baseUrl = `http://127.0.0.1:${await listen(server)}`;
    const client = createClient({ timeoutMs: 20_000, concurrency: 1, allowedOrigins: [baseUrl] });
    onTestFinished(() => client.close());
    await client.send(encode(restCall("get-It! /x", [{ name: "a", value: "b" }]), { baseUrl }));
    expect(head).toMatch(/^get-It! \/x HTTP\/1\.1\r\n/);
    expect(head).toMatch(/\r\ncontent-length: 9\r\n/);
  });
});

describe("the body", () => {
  it("is JSON whose members are what they are", async () => {
    const args: Argument[] = [
      { name: "text", value: "5" },
      { name: "number", value: { json: 5 } },
      { name: "none", value: { json: null } },
      { name: "deep", value: { json: { a: [true, { b: 1.5 }], bytes: PART } } },
      { name: "1", value: "last" },
      { name: "bytes", value: PART },
    ];
    const { body, headers } = await arrived(restCall("POST /files", args));
    const base64 = payloadOf(PART).base64();
    expect(headers["content-type"]).toBe("application/json");
    expect(String(body)).toBe(
      `{"text":"5","number":5,"none":null,"deep":{"a":[true,{"b":1.5}],"bytes":"${base64}"},"1":"last","bytes":"${base64}"}`,
    );
  });

  it("is a form, each name as often as it is given", async () => {
    const args = [
      { name: "a", value: "1 2" },
      { name: "a", value: "&" },
      { name: "file", value: PART },
    ];
    const { body, headers } = await arrived(restCall("POST /files", args, { body: "form" }));
    expect(headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(String(body)).toBe(`a=1%202&a=%26&file=${payloadOf(PART).percentBase64()}`);
  });

  it("is multipart, bytes as themselves", async () => {
    const args = [
      { name: "a", value: "é\r\n--" },
      { name: "file", value: PART },
    ];
    const { body, headers } = await arrived(restCall("POST /files", args, { body: "multipart" }));
    const type = String(headers["content-type"]);
    const form = await new Response(new Uint8Array(body), {
      headers: { "content-type": type },
    }).formData();
    expect(form.get("a")).toBe("é\r\n--");
    const file = Buffer.from(await (form.get("file") as File).arrayBuffer());
    expect(file.equals(payloadOf(PART).bytes)).toBe(true);
  });

  it("is raw: the bytes, with the type of a header as it is written", async () => {
    const args = [header("CONTENT-Type", "image/png"), { name: "content", value: PART }];
    const request = await arrived(restCall("PATCH /files", args, { body: "raw" }));
    expect(request.body.equals(payloadOf(PART).bytes)).toBe(true);
    expect(linesOf(request, "content-type")).toEqual(["CONTENT-Type: image/png"]);
    expect(request.headers["content-length"]).toBe("300");
  });

  it("is raw text as UTF-8, of application/octet-stream where nobody says anything else", async () => {
    const args = [{ name: "content", value: "@é\0" }];
    const { body, headers } = await arrived(restCall("PUT /files", args, { body: "raw" }));
    expect(String(body)).toBe("@é\0");
    expect(headers["content-type"]).toBe("application/octet-stream");
  });

  it("is none, nor a type of it, without parameters for it", async () => {
    for (const body of ["json", "form", "multipart", "raw"] as const) {
      const { headers } = await arrived(restCall("GET /files", [query("a", "1")], { body }));
      expect(headers).not.toHaveProperty("content-type");
      expect(headers).not.toHaveProperty("content-length");
    }
  });
});

describe("header lines", () => {
  it("come in their letter case, as often as they are given", async () => {
    const args = [
      header("X-Tag", "a"),
      header("x-TAG", "b"),
      header("X-Tag", "c"),
      header("X-E", ""),
    ];
    const request = await arrived(restCall("GET /files", args));
    expect(linesOf(request, "x-tag")).toEqual(["X-Tag: a", "X-Tag: c", "x-TAG: b"]);
    expect(linesOf(request, "x-e")).toEqual(["X-E: "]);
  });

  it("come by themselves unless they are given, or left out", async () => {
    const body = { name: "a", value: "b" };
    const own = await arrived(restCall("POST /", [header("User-Agent", "me"), body]));
    expect(linesOf(own, "user-agent")).toEqual(["User-Agent: me"]);
    expect(linesOf(own, "accept-encoding")).toEqual(["accept-encoding: identity"]);
    const leftOut = ["content-type", "user-agent", "accept-encoding"];
    const bare = await arrived(restCall("POST /", [body], { leftOut }));
    expect(String(bare.body)).toBe('{"a":"b"}');
    for (const name of leftOut) expect(linesOf(bare, name)).toEqual([]);
  });

  it("are those of the service too, where the call has none of that name", async () => {
    const call = restCall("GET /files", [header("x-b", "mine")]);
    const request = await arrived(call, "/api", { "X-Tenant": "t", "X-B": "no", Via: ["1", "2"] });
    expect(linesOf(request, "x-tenant")).toEqual(["X-Tenant: t"]);
    expect(linesOf(request, "x-b")).toEqual(["x-b: mine"]);
    expect(linesOf(request, "via")).toEqual(["Via: 1", "Via: 2"]);
  });
});

describe("a call that says where it goes", () => {
  it.each([
    ["/api/files/1?x=1", "/api/files/1?x=1&q=2"],
    ["files/1", "/api/files/1?q=2"],
    ["files/a b#end", "/api/files/a%20b?q=2"],
    ["?only=query", "/api/?only=query&q=2"],
  ])("%s", async (at, url) => {
    const args = [path("id", "no"), query("q", "2")];
    expect((await arrived(restCall("GET /files/{id}", args, { at }))).url).toBe(url);
  });

  it("goes nowhere else", () => {
    const call = restCall("GET /x", [], { at: "http://other.example/api/x" });
    expect(() => encode(call, { baseUrl: "http://h/api" })).toThrow("Refused to send a request");
  });
});
