import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Argument, Call } from "../../src/model/call.ts";
import { curl } from "../../src/wire/curl/curl.ts";
import type { CurlStep } from "../../src/wire/curl/curl-step.ts";
import { encode } from "../../src/wire/encode/encode.ts";
import { bodyOf } from "../../src/wire/encode/transfer.ts";
import { fewer } from "../sampled.ts";
import { linesOf, restCall } from "./rest-call.ts";
import { type Recorded, recorder } from "./servers.ts";

const run = promisify(execFile);
const RUNS = fewer(8);

async function paste(snippet: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
  const cwd = mkdtempSync(join(tmpdir(), "assay-curl-"));
  try {
    const { stderr } = await run("sh", ["-c", snippet], {
      cwd,
      env: { PATH: process.env["PATH"] ?? "", HOME: cwd, LC_ALL: "C.UTF-8", ...env },
    });
    expect(stderr).toBe("");
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

type Rest = Omit<CurlStep, "call" | "service">;

/** What arrives when the line for a call is pasted, and what the call itself is encoded as. */
async function pasted(
  call: Call,
  rest: Rest = {},
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly request: Recorded; readonly line: string; readonly baseUrl: string }> {
  const { baseUrl, requests } = await recorder();
  const service = { baseUrl: `${baseUrl}/api` };
  const line = curl([{ call, service, ...rest }]);
  await paste(line, env);
  const [request] = requests;
  if (!request) throw new Error(`nothing arrived: ${line}`);
  return { request, line, baseUrl };
}

/** Whether a pasted line sends what the call itself does, byte by byte. */
async function sameAsSent(call: Call): Promise<void> {
  const { request, baseUrl } = await pasted(call);
  const sent = encode(call, { baseUrl: `${baseUrl}/api` });
  expect(request.method).toBe(sent.method);
  expect(`${baseUrl}${request.url}`).toBe(sent.url);
  const body = bodyOf(sent);
  expect(request.body.equals(body)).toBe(true);
  for (const [name, value] of Object.entries(sent.headers)) {
    const lines = linesOf(request, name.toLowerCase());
    for (const one of [value].flat()) expect(lines).toContain(`${name}: ${one}`);
  }
}

const PART = { bytes: { size: 300, seed: 7 } };
const odd = fc.oneof(
  fc.constantFrom("@/etc/passwd", "$(touch pwned)", "'; x", "a\nb\r\n", "[1-3]{a,b}", "..", "%41"),
  fc.string({ unit: fc.constantFrom(..."'\"$`\\ \n@<>&;=%+#?{}[]/é😀a."), maxLength: 10 }),
  fc.string({ unit: "binary", maxLength: 6 }),
);

describe("a line for a call of REST sends the same again", () => {
  it.each(["json", "form", "multipart", "raw"] as const)(
    "with any text in the path, the query and a %s body",
    async (body) => {
      await fc.assert(
        fc.asyncProperty(odd, odd, async (a, b) => {
          const members: Argument[] = [
            { name: "a[]", value: a },
            ...(body === "raw" ? [] : [{ name: "a[]", value: b }]),
          ];
          const args: Argument[] = [
            { name: "id", value: a, in: "path" },
            { name: "q", value: b, in: "query" },
            { name: "q", value: a, in: "query" },
            ...(body === "json" ? members.slice(0, 1) : members),
          ];
          await sameAsSent(restCall("PUT /f/{id}/x?fixed", args, { body }));
        }),
        { numRuns: RUNS },
      );
    },
  );

  it.each(["json", "form", "multipart", "raw"] as const)(
    "with bytes in a %s body",
    async (body) => {
      await sameAsSent(restCall("POST /f", [{ name: "file", value: PART }], { body }));
      if (body === "raw") return;
      const more = [
        { name: "one", value: PART },
        { name: "two", value: { bytes: { size: 3, seed: 1, zipped: "a.txt" } } },
        { name: "q", value: PART, in: "query" as const },
      ];
      await sameAsSent(restCall("POST /f", more, { body }));
    },
  );

  it.each(["@/etc/hostname", "a\0b", ""])(
    "with a raw body that curl would misread: %j",
    async (text) => {
      await sameAsSent(restCall("PUT /f", [{ name: "content", value: text }], { body: "raw" }));
    },
  );

  it("with members of JSON that are no text", async () => {
    const json = { a: [1, "x'\"\\", null], b: { bytes: { size: 9, seed: 2 } }, "": {} };
    const args: Argument[] = [
      { name: "n", value: { json: 5 } },
      { name: "deep", value: { json } },
    ];
    await sameAsSent(restCall("POST /f", args));
  });

  it("with header lines in their letter case, twice, empty, or left out", async () => {
    const args: Argument[] = [
      { name: "X-Tag", value: "a", in: "header" },
      { name: "X-Tag", value: "b", in: "header" },
      { name: "X-Empty", value: "", in: "header" },
      { name: "Content-TYPE", value: "text/plain", in: "header" },
      { name: "content", value: "hello" },
    ];
    const { request } = await pasted(restCall("POST /f", args, { body: "raw" }));
    expect(linesOf(request, "x-tag")).toEqual(["X-Tag: a", "X-Tag: b"]);
    expect(linesOf(request, "x-empty")).toEqual(["X-Empty: "]);
    expect(linesOf(request, "content-type")).toEqual(["Content-TYPE: text/plain"]);
    const leftOut = ["content-type", "user-agent"];
    const bare = await pasted(restCall("POST /f", [{ name: "a", value: "b" }], { leftOut }));
    expect(linesOf(bare.request, "content-type")).toEqual([]);
    expect(linesOf(bare.request, "user-agent")).toEqual([]);
    expect(String(bare.request.body)).toBe('{"a":"b"}');
  });

  it("with a method that wants no body in the answer, or that nobody registered", async () => {
    const { request } = await pasted(restCall("HEAD /f", []));
    expect(request.method).toBe("HEAD");
    const { line } = await pasted(restCall("PURGE /f", []));
    expect(line).toContain("-X PURGE");
  });

  it("without a body, where there is none", async () => {
    const { request, line } = await pasted(restCall("POST /f", []));
    expect(line).not.toContain("--data");
    expect(request.headers).not.toHaveProperty("content-type");
  });
});

describe("variables of a line", () => {
  it("stand in the path, the query, headers and every body", async () => {
    const id = [{ saved: "id" }];
    const args: Argument[] = [
      { name: "id", value: "old", in: "path" },
      { name: "q", value: "a b", in: "query" },
      { name: "q", value: "old", in: "query" },
      { name: "Authorization", value: "Bearer t", in: "header" },
      { name: "of", value: { json: { id: 1 } } },
    ];
    const values = {
      id,
      q: [{ secret: "OWNER_KEY" }],
      "q\x001": ["x", ...id],
      Authorization: ["Bearer ", { secret: "OWNER_KEY" }],
      of: ['{"id":', { saved: "n" }, "}"],
    };
    const env = { id: "new", n: "17", OWNER_KEY: "k/é 1" };
    const { request, line } = await pasted(restCall("PUT /f/{id}", args), { values }, env);
    expect(line).toContain("# set OWNER_KEY first\n");
    const key = [...Buffer.from("k/é 1")].map((byte) => `%${byte.toString(16)}`).join("");
    expect(request.url).toBe(`/api/f/new?q=${key}&q=xnew`);
    expect(Buffer.from(String(request.headers.authorization), "latin1").toString()).toBe(
      "Bearer k/é 1",
    );
    expect(String(request.body)).toBe('{"of":{"id":17}}');
  });

  it("may hold any text where they are a password in JSON", async () => {
    const call = restCall("POST /login", [{ name: "pwd", value: "x" }]);
    const values = { pwd: [{ secret: "OWNER_PWD", isText: true } as const] };
    const { request } = await pasted(call, { values }, { OWNER_PWD: 'a"b\\c' });
    expect(JSON.parse(String(request.body))).toEqual({ pwd: 'a"b\\c' });
  });

  it("say where a call goes, and what the service has with every request", async () => {
    const at = [{ saved: "url" }];
    const headers = [
      ["X-Tenant", [{ secret: "HEADER_X_TENANT", how: "a header of the target" }]],
    ] as const;
    for (const [given, now] of [
      ["/api/f/1", "/api/f/2"],
      ["f/1", "f/2"],
    ] as const) {
      const call = restCall("GET /x", [{ name: "q", value: "1", in: "query" }], { at: given });
      const env = { url: now, HEADER_X_TENANT: "t" };
      const { request, line } = await pasted(call, { at, headers }, env);
      expect(request.url).toBe("/api/f/2?q=1");
      expect(request.headers["x-tenant"]).toBe("t");
      expect(line).toContain("# set HEADER_X_TENANT first: a header of the target\n");
    }
    const { baseUrl } = await pasted(restCall("GET /x", []));
    const url = `${baseUrl}/api/f/1`;
    const line = curl([{ call: restCall("GET /x", [], { at: url }), service: { baseUrl }, at }]);
    expect(line).toBe('curl -sS -X GET "$url"');
  });
});
