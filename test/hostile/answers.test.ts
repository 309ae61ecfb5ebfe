import { createServer, request } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { startReferenceServer } from "../../reference/server.ts";
import { audit } from "../../src/audit/audit.ts";
import type { RawTarget } from "../../src/config/targets/raw-target.ts";
import { entryOf } from "../cli/served-target.ts";
import { sampled } from "../sampled.ts";
import { listen } from "../wire/servers.ts";

const DEEP = 50_000;
const LONG = 300_000;

/** Bodies that no documented answer has, by what they are. */
const BODIES: Readonly<Record<string, string | Buffer>> = {
  nothing: "",
  "its own toString": '{"toString":1,"valueOf":1}',
  "values with their own toString":
    '{"upload_id":{"toString":1,"valueOf":1},"message":{"toString":null},"error":[{"toString":1}]}',
  "a prototype": '{"__proto__":{"upload_id":"x"},"constructor":{"prototype":1},"hasOwnProperty":1}',
  "an id with CR LF": '{"upload_id":"a\\r\\nx-evil: 1","message":"a\\r\\nb"}',
  "an id with a null": '{"upload_id":"a\\u0000b"}',
  "an id of dots": '{"upload_id":".."}',
  "an id that is a path": '{"upload_id":"../../etc/passwd"}',
  "an id of half a pair": '{"upload_id":"\\ud800"}',
  "an id that is a list": '{"upload_id":[["a"],{"b":1}]}',
  "an id that is a number": '{"upload_id":1e400}',
  "an id that is long": `{"upload_id":"${"x".repeat(LONG)}"}`,
  null: "null",
  "a number": "-0",
  "a text": '"x"',
  "a deep list": `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`,
  "a deep object": `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`,
  "many members": `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":1`).join()}}`,
  "half of JSON": '{"upload_id": "abc',
  "controls and commands": '{"message":"\\u001b]0;x\\u0007\\n::error::x\\n##[error]x"}',
  "no UTF-8": Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0xc0, 0x80, 0x7d]),
  UTF16: Buffer.from('\ufeff{"upload_id":"x"}', "utf16le"),
  zeros: Buffer.alloc(LONG),
  "an element": "<response success='true' UploadHandler='x'/>",
  "an element with CR LF":
    "<response success='true' UploadHandler='a&#13;&#10;b' ticket='c&#13;&#10;d: e'/>",
  "an element with its own names":
    "<response success='true' __proto__='x' constructor='y' toString='z' UploadHandler='q'/>",
  "deep elements": `${"<a>".repeat(DEEP)}${"</a>".repeat(DEEP)}`,
  "an element of one long name": `<${"a".repeat(LONG)}/>`,
  "many attributes": `<r ${Array.from({ length: 5_000 }, (_, i) => `a${i}='1'`).join(" ")}/>`,
  "an entity": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><response success="&x;"/>',
  "entities that grow":
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><response error="&b;&b;&b;"/>',
  "a fault of SOAP":
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultstring/></s:Fault></s:Body></s:Envelope>',
  "a page": "<!doctype html><html><script>alert(1)</script>",
  "only smaller signs": "<".repeat(20_000),
  "only ampersands": "&".repeat(20_000),
};

/** Whose answers are replaced: those of every call, of those that set up, of the one that is judged. */
const CALLS: Readonly<Record<string, RegExp>> = {
  "every call": /./,
  "what sets up": /CreateUploadHandler|AuthenticateUser|^POST \/upload-api/,
  "what is judged": /DeleteUploadHandler|^DELETE /,
};

const RULES = [
  "inforouter.delete-upload-handler.twice",
  "inforouter.delete-upload-handler.guid-before-auth",
  "apidatatools.delete-upload.success",
  "apidatatools.delete-upload.repeat",
];

const ATTEMPTS = Object.keys(CALLS).flatMap((where) =>
  Object.keys(BODIES).map((what) => ({ where, what })),
);

describe("hostile: answers", () => {
  it.each(
    sampled(ATTEMPTS, {
      oneIn: 12,
      name: ({ where, what }) => `${where}: ${what}`,
      kind: ({ where }) => where,
    }),
  )("$where answers $what", async ({ where, what }) => {
    const targets = { acme: await replacing(CALLS[where] ?? /./, BODIES[what] ?? "") };
    // Rejects for what is a bug of ours.
    const { report, exitCode } = await audit({
      targets,
      select: { rule: RULES },
      runs: 2,
      seed: 1,
    });
    const verdicts = report.targets.flatMap(({ rules }) => rules.map(({ verdict }) => verdict));
    expect(verdicts).toHaveLength(RULES.length);
    expect(exitCode).toSatisfy((code) => [0, 1, 3].includes(code));
    if (exitCode === 1) expect(verdicts).toContain("fail");
    expect(JSON.stringify(report).length).toBeLessThan(4_000_000);
  });
});

/** The reference server, some of whose answers are others. */
async function replacing(calls: RegExp, body: string | Buffer): Promise<RawTarget> {
  const real = await startReferenceServer({ faults: [] });
  onTestFinished(() => real.close());
  const { port } = new URL(real.url);
  const server = createServer((asked, answered) => {
    const { method, url: path = "/", headers } = asked;
    const passed = request({ port, host: "127.0.0.1", method, path, headers }, (reply) => {
      const isReplaced = calls.test(`${method} ${path} ${headers["soapaction"] ?? ""}`);
      if (!isReplaced) {
        answered.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.pipe(answered);
        return;
      }
      reply.resume();
      const { "content-length": _, "transfer-encoding": __, ...others } = reply.headers;
      answered.writeHead(reply.statusCode ?? 500, others).end(body);
    });
    passed.on("error", () => answered.destroy());
    asked.pipe(passed);
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  return { ...entryOf(real, url), limits: { timeoutMs: 3_000 } } as RawTarget;
}
