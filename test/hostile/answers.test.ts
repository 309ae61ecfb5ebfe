import { createServer, request } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { startReferenceServer } from "../../reference/server.ts";
import { audit } from "../../src/audit/audit.ts";
import type { RawTarget } from "../../src/config/targets/raw-target.ts";
import { entryOf } from "../cli/served-target.ts";
import { sampled } from "../sampled.ts";
import { listen } from "../wire/servers.ts";
import { BODIES } from "./bodies.ts";

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
