import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Argument, Call } from "../../src/model/call.ts";
import { curl } from "../../src/wire/curl/curl.ts";
import { loginLine, logoutLine } from "../../src/wire/curl/curl-secrets.ts";
import type { CurlStep } from "../../src/wire/curl/curl-step.ts";
import { payloadOf, recipeOf } from "../../src/wire/encode/bytes.ts";
import { encode } from "../../src/wire/encode/encode.ts";
import { wellFormed } from "../../src/wire/encode/percent.ts";
import { fewer } from "../sampled.ts";
import { call, deleteUpload, operation } from "./operations.ts";
import { type Recorded, recorder } from "./servers.ts";

const run = promisify(execFile);
const RUNS = fewer(12);

/** Runs a snippet where nothing of the surroundings reaches it, and where nothing may be left. */
async function paste(
  snippet: string,
  shell = "bash",
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), "assay-curl-"));
  try {
    const { stdout, stderr } = await run(shell, ["-c", snippet], {
      cwd,
      env: { PATH: process.env["PATH"] ?? "", HOME: cwd, LC_ALL: "C.UTF-8", ...env },
    });
    expect(stderr).toBe("");
    expect(existsSync(join(cwd, "pwned"))).toBe(false);
    return stdout;
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** Strings that a shell, curl, XML or JSON could mistake for something else. */
const odd = fc.oneof(
  fc.constantFrom(
    "@/etc/passwd",
    "<file",
    "-x",
    "$(touch pwned)",
    "`touch pwned`",
    "'; touch pwned; '",
    '"$HOME"',
    "!!",
    "a\nb\r\nc\n",
    "\\",
    "%41%",
    "a;type=text/html",
    "",
    "{1,2}[3-4]",
    "ключ 😀",
  ),
  fc.string({ unit: fc.constantFrom(..."'\"$`\\ \n@<>&;=%+!~#*?(){}[]é😀a-"), maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const oddWithControls = fc.oneof(odd, fc.string({ unit: "binary", maxLength: 8 }));

function pairsOf(request: Recorded | undefined): [string, string][] {
  const text =
    request?.method === "GET" ? (request.url.split("?")[1] ?? "") : String(request?.body);
  return [...new URLSearchParams(text)];
}

describe("a single call", () => {
  it.each(["get", "post"] as const)(
    "by %s arrives as it was, whatever the values",
    async (binding) => {
      const { baseUrl, requests } = await recorder();
      await fc.assert(
        fc.asyncProperty(
          oddWithControls,
          oddWithControls,
          fc.constantFrom("bash", "sh"),
          async (a, b, shell) => {
            const sent = call("Delete", binding, { a, b, "@odd name": a });
            await paste(
              curl([{ call: sent, service: { baseUrl: `${baseUrl}/v/srv.asmx/` } }]),
              shell,
            );
            const request = requests.at(-1);
            expect(request?.method).toBe(binding.toUpperCase());
            expect(request?.url.split("?")[0]).toBe("/v/srv.asmx/Delete");
            const expected = [
              ["a", a],
              ["b", b],
              ["@odd name", a],
            ];
            expect(pairsOf(request)).toEqual(expected.map(([k, v = ""]) => [k, wellFormed(v)]));
          },
        ),
        { numRuns: RUNS },
      );
    },
  );

  it("by SOAP sends the very same envelope", async () => {
    const { baseUrl, requests } = await recorder();
    await fc.assert(
      fc.asyncProperty(oddWithControls, async (a) => {
        const sent = call("Delete", "soap11", { a, c: { bytes: { size: 300, seed: 7 } }, z: "" });
        for (const one of [sent, call("Delete", "soap11", { a })]) {
          await paste(curl([{ call: one, service: { baseUrl } }]));
          const expected = encode(one, { baseUrl });
          expect(requests.at(-1)?.body.toString()).toBe(expected.body);
          expect(requests.at(-1)?.headers).toMatchObject(expected.headers);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("by REST sends headers, method and JSON as they were", async () => {
    const { baseUrl, requests } = await recorder();
    const headerText = odd.map((text) => text.replace(/[^\x20-\x7e]/g, "").trim());
    await fc.assert(
      fc.asyncProperty(headerText, oddWithControls, async (id, value) => {
        const args: Argument[] = [
          { name: "x-upload-id", value: id, in: "header" },
          { name: 'a"b', value },
        ];
        const sent: Call = {
          operation: deleteUpload,
          binding: "rest",
          arguments: args,
          method: "PUT",
        };
        await paste(curl([{ call: sent, service: { baseUrl: `${baseUrl}/` } }]));
        const request = requests.at(-1);
        expect(request).toMatchObject({ method: "PUT", url: "/delete-upload-api" });
        expect(request?.headers["x-upload-id"]).toBe(id);
        expect(JSON.parse(String(request?.body))).toEqual({ 'a"b': wellFormed(value) });
      }),
      { numRuns: RUNS },
    );
  });

  it("without arguments or body is as small as it can be", async () => {
    const service = { baseUrl: "http://host/srv.asmx" };
    const info = curl([{ call: call("ServerInfo", "get", {}), service }]);
    expect(info).toBe("curl -sS -G http://host/srv.asmx/ServerInfo");
    const rest: Call = { operation: deleteUpload, binding: "rest", arguments: [] };
    expect(curl([{ call: rest, service }])).toBe(
      "curl -sS -X DELETE http://host/srv.asmx/delete-upload-api",
    );
    const { baseUrl, requests } = await recorder();
    await paste(curl([{ call: call("ServerInfo", "post", {}), service: { baseUrl } }]));
    expect(requests[0]).toMatchObject({
      method: "POST",
      url: "/ServerInfo",
      body: Buffer.alloc(0),
    });
  });
});

describe("payloads", () => {
  const chunk = { bytes: { size: 262_144, seed: 7 } };

  it("are made from their recipe and encoded on the way", async () => {
    const { baseUrl, requests } = await recorder();
    const sent = call("UploadFileChunk", "post", {
      h: "x",
      fileChunk: chunk,
      crc: "AB",
      last: "true",
    });
    const snippet = curl([{ call: sent, service: { baseUrl } }]);
    expect(snippet).toBe(
      `${recipeOf(chunk)} | base64 | tr -d '\\n' | curl -sS ${baseUrl}/UploadFileChunk --data-urlencode h=x --data-urlencode fileChunk@- --data-urlencode crc=AB --data-urlencode last=true`,
    );
    await paste(snippet, "sh");
    const sentPairs = pairsOf(requests[0]);
    const base64 = payloadOf(chunk).base64();
    expect(Object.fromEntries(sentPairs)).toEqual({
      h: "x",
      fileChunk: base64,
      crc: "AB",
      last: "true",
    });
  });

  it("travel raw as multipart, beside fields of any text", async () => {
    const { baseUrl, requests } = await recorder();
    const text = fc
      .oneof(odd, fc.constant("@file"))
      .map((value) => value.replace(/\r?\n|\r|\0/g, " "));
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const sent = call("UploadFileChunk", "post", { h: value, c: chunk });
        await paste(curl([{ call: sent, service: { baseUrl, bytesInForms: "multipart" } }]));
        const { body = null, headers } = requests.at(-1) ?? {};
        const form = await new Response(body, {
          headers: { "content-type": headers?.["content-type"] ?? "" },
        }).formData();
        expect(form.get("h")).toBe(wellFormed(value));
        const file = Buffer.from(await (form.get("c") as File).arrayBuffer());
        expect(file.equals(payloadOf(chunk).bytes)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it.each(["get", "post", "soap11"] as const)("may be long texts by %s, too", async (binding) => {
    const { baseUrl, requests } = await recorder((request) => ({ body: request.method }));
    const value = "'é$".repeat(binding === "get" ? 400 : 100_000);
    const sent = call("X", binding, { a: "1", value });
    if (binding !== "get") {
      const snippet = curl([{ call: sent, service: { baseUrl } }]);
      const folder = mkdtempSync(join(tmpdir(), "assay-curl-"));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      writeFileSync(join(folder, "snippet.sh"), snippet);
      await paste(`. ${join(folder, "snippet.sh")}`);
    } else {
      await paste(curl([{ call: sent, service: { baseUrl } }]));
    }
    const [request] = requests;
    if (binding === "soap11") expect(String(request?.body)).toBe(encode(sent, { baseUrl }).body);
    else
      expect(pairsOf(request)).toEqual([
        ["a", "1"],
        ["value", value],
      ]);
  });
});

describe("a request of its own", () => {
  it("is sent with its method, address, headers and body, and long runs are made", async () => {
    const { baseUrl, requests } = await recorder();
    await fc.assert(
      fc.asyncProperty(oddWithControls, odd, async (body, given) => {
        const text = body.replaceAll("\0", "");
        const header = given.replace(/[^\x20-\x7e]/g, "").trim();
        await paste(
          curl([
            {
              call: call("X", "post", {}),
              service: { baseUrl },
              request: {
                method: "PATCH",
                url: [`${baseUrl}/a/../b?x=[1]&y={2}`],
                headers: [["x-odd", [header]]],
                body: [text, " ".repeat(200_000), { secret: "OWNER_KEY" }, text],
              },
            },
          ]),
          "sh",
          { OWNER_KEY: "k'1" },
        );
        const request = requests.at(-1);
        expect(request).toMatchObject({ method: "PATCH", url: "/a/../b?x=[1]&y={2}" });
        expect(request?.headers).toMatchObject({ "x-odd": header });
        expect(request?.headers).not.toHaveProperty("content-type");
        const sent = `${wellFormed(text)}${" ".repeat(200_000)}k'1${wellFormed(text)}`;
        expect(String(request?.body) === sent).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it("may have a body that is no text", async () => {
    const { baseUrl, requests } = await recorder();
    const body = Buffer.from([0, 255, 10, 39, 128]);
    const headers = [["content-type", ["text/xml; charset=utf-16"]]] as const;
    const request = { method: "POST", url: [baseUrl], headers, body };
    await paste(curl([{ call: call("X", "post", {}), service: { baseUrl }, request }]), "sh");
    expect(requests[0]?.body.equals(body)).toBe(true);
    expect(requests[0]?.headers).toMatchObject({ "content-type": "text/xml; charset=utf-16" });
  });

  it("takes a password as it is, also inside XML", async () => {
    const { baseUrl, requests } = await recorder();
    const sent = call("AuthenticateUser", "soap11", { PWD: "a&b<c" });
    const values = { PWD: [{ secret: "OWNER_PWD", isText: true } as const] };
    await paste(curl([{ call: sent, service: { baseUrl }, values }]), "sh", { OWNER_PWD: "a&b<c" });
    expect(String(requests[0]?.body)).toContain("<PWD>a&amp;b&lt;c</PWD>");
  });
});

describe("a sequence", () => {
  const HANDLER = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
  const LOGIN = {
    call: "AuthenticateUser",
    with: { UID: "$uid", PWD: "$pwd" },
    token: ["ticket"],
  } as const;
  const ticketOf = (service: { readonly baseUrl: string }) => ({
    secret: "OWNER_TICKET",
    how: loginLine("OWNER_TICKET", "OWNER", service, LOGIN),
  });

  it("saves values of one answer for the next calls, and takes secrets from variables", async () => {
    const { baseUrl, requests } = await recorder(() => ({
      body: `<?xml version="1.0"?>\n<response success="true" UploadHandler="${HANDLER}" ChunkSize="5"/>`,
    }));
    const service = { baseUrl: `${baseUrl}/srv.asmx` };
    const ticket = [ticketOf(service)];
    const handler = [{ saved: "handler" }];
    const steps: CurlStep[] = [
      {
        call: call("CreateUploadHandler", "get", { t: "secret", PreferedChunkSize: "0" }),
        service,
        values: { t: ticket },
        save: { handler: "UploadHandler", "chunk size": "ChunkSize" },
      },
      {
        call: call("UploadFileChunk", "post", {
          t: "secret",
          h: HANDLER,
          c: { bytes: { size: 9, seed: 1 } },
        }),
        service,
        values: { t: ticket, h: handler },
        save: { PATH: "UploadHandler" },
      },
      {
        call: call("Delete", "soap11", { t: "secret", h: HANDLER }),
        service,
        values: { t: ticket, h: handler },
      },
      { call: call("Delete", "get", { h: "{h}" }), service, values: { h: ["{", ...handler, "}"] } },
    ];
    const snippet = curl(steps);
    expect(snippet).not.toMatch(/secret|a1b2c3d4/);
    const [first, second] = snippet.split("\n");
    expect(first).toBe(
      `# set OWNER_TICKET first: OWNER_TICKET=$(curl -sS ${service.baseUrl}/AuthenticateUser --data-urlencode UID="$OWNER_UID" --data-urlencode PWD="$OWNER_PWD" | tr '\\r\\n\\t' '   ' | sed -n 's/.*[[:space:]][Tt]icket="\\([^"]*\\)".*/\\1/p')`,
    );
    expect(second).toBe(
      `_answer=$(curl -sS -G ${service.baseUrl}/CreateUploadHandler --data-urlencode t="$OWNER_TICKET" --data-urlencode PreferedChunkSize=0)`,
    );
    for (const shell of ["bash", "sh"]) {
      requests.length = 0;
      await paste(snippet, shell, { OWNER_TICKET: "t 1'\"$x" });
      expect(pairsOf(requests[0])).toEqual([
        ["t", "t 1'\"$x"],
        ["PreferedChunkSize", "0"],
      ]);
      expect(pairsOf(requests[1])).toEqual([
        ["t", "t 1'\"$x"],
        ["h", HANDLER],
        ["c", payloadOf({ bytes: { size: 9, seed: 1 } }).base64()],
      ]);
      expect(String(requests[2]?.body)).toContain(`<h>${HANDLER}</h>`);
      expect(pairsOf(requests[3])).toEqual([["h", `{${HANDLER}}`]]);
    }
  });

  it("says how to get a ticket in a line that works itself", async () => {
    const { baseUrl, requests } = await recorder(() => ({
      body: `<response ticket="T-1" success="true"/>`,
    }));
    const step = {
      call: call("X", "get", { t: "" }),
      service: { baseUrl },
      values: { t: [ticketOf({ baseUrl })] },
    };
    const [comment = "", rest = ""] = curl([step]).split("\n");
    const login = comment.slice("# set OWNER_TICKET first: ".length);
    await paste(`${login}\n${rest}`, "sh", { OWNER_UID: "al&ice", OWNER_PWD: "p w" });
    expect(pairsOf(requests[0])).toEqual([
      ["UID", "al&ice"],
      ["PWD", "p w"],
    ]);
    expect(pairsOf(requests[1])).toEqual([["t", "T-1"]]);
  });

  it("quotes what a service says of its login, and names its token as the calls do", async () => {
    const token = "T-2";
    const { baseUrl, requests } = await recorder(() => ({ body: `<r to.ken="${token}" />` }));
    const service = { baseUrl };
    const odd = "'; touch pwned; '\"$HOME`touch pwned`";
    const login = {
      call: "LogIn",
      with: { "u'$x": "$uid", p: "$pwd", [odd]: odd },
      token: ["to.ken"],
    };
    const how = [
      loginLine("OWNER_SESSION", "OWNER", service, login),
      logoutLine("OWNER_SESSION", service, { call: "LogOut", with: { t: "$token", [odd]: odd } }),
    ].join("; ");
    const values = { t: [{ secret: "OWNER_SESSION", how }] };
    const [comment = "", rest = ""] = curl([
      { call: call("X", "get", { t: "" }), service, values },
    ]).split("\n");
    const lines = comment.slice(comment.indexOf(": ") + 2);
    await paste(`${lines}\n${rest}`, "sh", { OWNER_UID: "a", OWNER_PWD: "b" });
    const [loggedIn, loggedOut, called] = requests.map(pairsOf);
    expect(loggedIn).toEqual([
      ["u'$x", "a"],
      ["p", "b"],
      [odd, odd],
    ]);
    expect(loggedOut).toEqual([
      ["t", token],
      [odd, odd],
    ]);
    expect(called).toEqual([["t", token]]);
  });

  it("reads members of JSON, and names a secret once with the caller's words", async () => {
    const { baseUrl, requests } = await recorder(() => ({
      body: '{"a":1, "upload_id" : "upl_1"}',
    }));
    const key = [{ secret: "OWNER_KEY", how: "the key\nof targets.json" }];
    const rest = operation("CreateUpload", {
      answer: "json",
      http: { method: "POST", path: "/u" },
    });
    const steps: CurlStep[] = [rest, deleteUpload].map((op, index) => ({
      call: {
        operation: op,
        binding: "rest",
        arguments: [
          { name: "x-api-key", value: "secret", in: "header" },
          { name: "x-upload-id", value: "", in: "header" },
        ],
      },
      service: { baseUrl },
      values:
        index === 0
          ? { "x-api-key": key }
          : { "x-api-key": key, "x-upload-id": [{ saved: "upload" }] },
      ...(index === 0 ? { save: { upload: "upload_id" } } : {}),
    }));
    const snippet = curl(steps);
    expect(snippet.split("\n")).toHaveLength(3);
    expect(snippet).toContain("# set OWNER_KEY first: the key of targets.json\n");
    await paste(snippet, "sh", { OWNER_KEY: "k-1" });
    expect(requests[0]?.headers).toMatchObject({ "x-api-key": "k-1", "x-upload-id": "" });
    expect(requests[1]?.headers).toMatchObject({ "x-api-key": "k-1", "x-upload-id": "upl_1" });
  });
});
