import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Reply } from "../../src/model/call.ts";
import { payloadOf, recipeOf } from "../../src/wire/encode/bytes.ts";
import { encode } from "../../src/wire/encode/encode.ts";
import type { WireRequest } from "../../src/wire/encode/wire-request.ts";
import { toExchange } from "../../src/wire/redact/exchange.ts";
import { createSecrets } from "../../src/wire/redact/secrets.ts";
import { call } from "./operations.ts";

const TICKET = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
const service = { baseUrl: "http://host/srv.asmx" };
const get: WireRequest = { method: "GET", url: "http://host/", headers: {}, body: null };

function secretsWithTicket() {
  const secrets = createSecrets();
  secrets.add(TICKET, "ticket:owner");
  secrets.add("p&ss word", "password:owner");
  return secrets;
}

function response(body: Buffer | string, headers: Record<string, string> = {}): Reply {
  return { kind: "response", status: 200, headers, body: Buffer.from(body), durationMs: 1.5 };
}

function bodyShown(body: Buffer | string): string {
  return toExchange(get, response(body), secretsWithTicket()).response?.body ?? "";
}

describe("toExchange", () => {
  it("replaces secrets in every part of request and answer", () => {
    const request = {
      method: "POST",
      url: `http://host/x?ticket=${TICKET}`,
      headers: { "x-api-key": TICKET },
      body: "PWD=p%26ss%20word",
    };
    const reply = response(`<r ticket="${TICKET.toUpperCase()}"/>`, {
      "set-cookie": `t=${TICKET}`,
    });
    const exchange = toExchange(request, reply, secretsWithTicket());
    expect(exchange).toEqual({
      request: {
        method: "POST",
        url: "http://host/x?ticket=‹ticket:owner›",
        headers: { "x-api-key": "‹ticket:owner›" },
        body: "PWD=‹password:owner›",
      },
      response: {
        status: 200,
        headers: { "set-cookie": "t=‹ticket:owner›" },
        body: '<r ticket="‹ticket:owner›"/>',
      },
      durationMs: 1.5,
    });
  });

  it("says why there is no answer", () => {
    const reply: Reply = { kind: "failure", code: "reset", message: `x ${TICKET}`, durationMs: 2 };
    const exchange = toExchange(get, reply, secretsWithTicket());
    expect(exchange.response).toBeNull();
    expect(exchange.failure).toEqual({ code: "reset", message: "x ‹ticket:owner›" });
  });

  it.each([
    ["get", "base64-form", "base64 of 262144 bytes"],
    ["post", "base64-form", "base64 of 262144 bytes"],
    ["post", "multipart", "262144 bytes"],
    ["soap11", "base64-form", "base64 of 262144 bytes"],
  ] as const)("shows a payload sent by %s (%s) as its recipe", (binding, bytesInForms, what) => {
    const payload = { bytes: { size: 262_144, seed: 7 } };
    const values = { t: TICKET, chunk: payload, last: "true" };
    const request = encode(call("UploadFileChunk", binding, values), { ...service, bytesInForms });
    const exchange = toExchange(request, response("ok"), secretsWithTicket());
    const shown = exchange.request.url + exchange.request.body;
    expect(shown).toContain(`‹${what}: ${recipeOf(payload)}›`);
    expect(shown).toContain("‹ticket:owner›");
    expect(shown).toContain("true");
    expect(shown.length).toBeLessThan(1000);
  });

  it("shows small payloads as they are", () => {
    const small = { bytes: { size: 3, seed: 7 } };
    const request = encode(call("X", "post", { c: small }), service);
    expect(toExchange(request, response(""), createSecrets()).request.body).toBe(
      `c=${payloadOf(small).base64()}`,
    );
  });

  it("shows binary bodies as size, digest and beginning", () => {
    const body = Buffer.alloc(1000, 0xff);
    const digest = createHash("sha256").update(body).digest("hex");
    const start = body.subarray(0, 256).toString("base64");
    expect(bodyShown(body)).toBe(
      `‹1000 bytes, sha256:${digest}, base64 of the first 256: ${start}›`,
    );
    expect(bodyShown(Buffer.from([0]))).toMatch(/^‹1 bytes, sha256:\w+, base64: AA==›$/);
  });

  it.each([
    ["in the beginning", Buffer.from(`\0${TICKET}`)],
    ["across the end of the beginning", Buffer.concat([Buffer.alloc(250), Buffer.from(TICKET)])],
    ["as UTF-16", Buffer.from(`\ufeff${TICKET}\0`, "utf16le")],
  ])("shows nothing of a binary body with a secret %s", (_, body) => {
    expect(bodyShown(body)).toMatch(
      /^‹\d+ bytes, sha256:\w+; not shown, since a secret is in it›$/,
    );
  });

  it("keeps ordinary text of any language, also with a BOM or a replacement character", () => {
    const text = "\ufeff<r>İstanbul 😀 \ufffd\r\n\t</r>";
    expect(bodyShown(text)).toBe(text);
  });

  it("cuts long texts with a note, and no secret shows at the cut", () => {
    const limit = 64 * 1024;
    for (let before = limit - 40; before <= limit + 1; before++) {
      const shown = bodyShown("x".repeat(before) + TICKET.repeat(300));
      expect(shown).not.toContain("a1b2");
      expect(shown).toContain(`‹cut here: ${before + TICKET.length * 300} characters in all›`);
      expect(shown.length).toBeLessThan(limit + 100);
    }
    const many = bodyShown(TICKET.repeat(10_000));
    expect(many.replaceAll("‹ticket:owner›", "")).toMatch(
      /^[‹a-z:]*‹cut here: 360000 characters in all›$/,
    );
  });
});
