import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { Argument, Call } from "../../src/model/call.ts";
import { blocksOf, MadeBytes } from "../../src/model/made-bytes.ts";
import { payloadBytes } from "../../src/model/payload-bytes.ts";
import { createClient } from "../../src/wire/client/client.ts";
import { payloadOf } from "../../src/wire/encode/bytes.ts";
import { encode } from "../../src/wire/encode/encode.ts";
import { LongBody } from "../../src/wire/encode/long-body.ts";
import { bodyOf } from "../../src/wire/encode/transfer.ts";
import type { WireRequest } from "../../src/wire/encode/wire-request.ts";
import { toExchange } from "../../src/wire/redact/exchange.ts";
import { createSecrets } from "../../src/wire/redact/secrets.ts";
import { call } from "./operations.ts";
import { restCall } from "./rest-call.ts";
import { recorder } from "./servers.ts";

const MIB = 1024 * 1024;
const sized = (size: number) => ({ bytes: { size, seed: 5 } });
const service = { baseUrl: "http://host/srv.asmx" };

const argumentsOf = (size: number): readonly Argument[] => [
  { name: "a", value: "é&<\u0001" },
  { name: "file", value: sized(size) },
  { name: "small", value: sized(300) },
  { name: "z", value: "" },
];
const rest = (body: "json" | "form" | "multipart" | "raw", size: number): Call =>
  restCall("PUT /x", argumentsOf(size), { body });

/** Each way in which a body carries bytes, and what it is as documents and standards have it. */
const WAYS: readonly (readonly [
  name: string,
  call: (size: number) => Call,
  plain: (bytes: Buffer, small: Buffer) => string | readonly (string | Buffer)[],
])[] = [
  [
    "SOAP",
    (size) => call("Up", "soap11", { a: "é&", c: sized(size), b: sized(300) }),
    (bytes, small) =>
      `<?xml version="1.0" encoding="utf-8"?>\n<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><Up xmlns="http://tempuri.org/"><a>é&amp;</a><c>${bytes.toString("base64")}</c><b>${small.toString("base64")}</b></Up></soap:Body></soap:Envelope>`,
  ],
  [
    "a form",
    (size) => call("Up", "post", { a: "é&", c: sized(size), b: sized(300) }),
    (bytes, small) =>
      `a=%C3%A9%26&c=${encodeURIComponent(bytes.toString("base64"))}&b=${encodeURIComponent(small.toString("base64"))}`,
  ],
  [
    "a form of REST",
    (size) => rest("form", size),
    (bytes, small) =>
      `a=${encodeURIComponent("é&<\u0001")}&file=${encodeURIComponent(bytes.toString("base64"))}&small=${encodeURIComponent(small.toString("base64"))}&z=`,
  ],
  [
    "JSON",
    (size) => rest("json", size),
    (bytes, small) =>
      JSON.stringify({
        a: "é&<\u0001",
        file: bytes.toString("base64"),
        small: small.toString("base64"),
        z: "",
      }),
  ],
  ["a raw body", (size) => rest("raw", size), (bytes, small) => ["é&<\u0001", bytes, small]],
  [
    "multipart",
    (size) => rest("multipart", size),
    (bytes, small) => {
      const part = (name: string, file = ""): string =>
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
      const file = '; filename="chunk.bin"\r\nContent-Type: application/octet-stream';
      const end = `\r\n--${BOUNDARY}--\r\n`;
      return [
        ...[part("a"), "é&<\u0001\r\n", part("file", file), bytes, "\r\n"],
        ...[part("small", file), small, "\r\n", part("z"), end],
      ];
    },
  ],
];
const BOUNDARY = "----AssayFormBoundary";

describe.each(WAYS)("a large payload in %s", (_, callOf, plain) => {
  it.each([MIB - 1, MIB, MIB + 1, MIB + 2, 2 * MIB + 7])("of %i bytes", (size) => {
    const request = encode(callOf(size), service);
    expect(request.body instanceof LongBody).toBe(size >= MIB);
    const wanted = [plain(payloadBytes(sized(size)), payloadBytes(sized(300)))].flat();
    const bytes = Buffer.concat(wanted.map((part) => Buffer.from(part as string)));
    expect(request.body?.length).toBe(size >= MIB ? bytes.length : request.body?.length);
    expect(bodyOf(request).equals(bytes)).toBe(true);
  });

  it("is shown as if all of it were there", () => {
    const request = encode(callOf(MIB), service);
    const reply = { kind: "failure", code: "timeout", message: "", durationMs: 1 } as const;
    const shown = (one: WireRequest): unknown => toExchange(one, reply, createSecrets()).request;
    const isText = typeof plain(Buffer.alloc(0), Buffer.alloc(0)) === "string";
    const whole = isText ? bodyOf(request).toString() : bodyOf(request);
    expect(shown(request)).toEqual(shown({ ...request, body: whole }));
  });
});

it("goes over the wire as one that is there, head and all", async () => {
  const { baseUrl, requests } = await recorder();
  const client = createClient({ timeoutMs: 20_000, concurrency: 2, allowedOrigins: [baseUrl] });
  const request = encode(call("Up", "soap11", { c: sized(MIB) }), { baseUrl });
  await client.send(request);
  await client.send({ ...request, body: bodyOf(request).toString() });
  await client.close();
  const [made, there] = requests;
  expect(made?.body.length).toBe(request.body?.length);
  expect(made?.body.equals(there?.body ?? Buffer.alloc(0))).toBe(true);
  expect(made?.rawHeaders).toEqual(there?.rawHeaders);
});

it("is never there as a whole while it is read", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const size = 8 * MIB;
  const there = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = there();
  const { body } = encode(call("Up", "soap11", { c: sized(size) }), service);
  if (!(body instanceof MadeBytes)) throw new Error("the body is there");
  let most = 0;
  let read = 0;
  for (const block of blocksOf(body)) {
    if (Math.floor(read / MIB) < Math.floor((read + block.length) / MIB)) {
      most = Math.max(most, there() - before);
    }
    read += block.length;
  }
  expect(read).toBe(body.length);
  expect(most).toBeLessThan(2 * MIB);
  // It is kept nowhere either.
  const { bytes } = payloadOf(sized(size));
  expect(payloadOf(sized(size)).bytes === bytes).toBe(false);
});
