import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { describeServer } from "../../reference/describe-server.ts";
import { TUS_DOCUMENTED } from "../../reference/dialects/tus-documented.ts";
import { countsOf, reasonsOf, visit } from "./visit.ts";

const MAIN = join(import.meta.dirname, "..", "..", "dist", "src", "cli", "main.js");
/** In the middle of the run. */
const LAST_REQUEST = 300;
/** Kills its own process, as `kill -9` does, at a request: nothing can be said or tidied any more. */
const KILLER = `import { subscribe } from "node:diagnostics_channel";
let requests = 0;
subscribe("http.server.request.start", () => {
  if (++requests === ${LAST_REQUEST}) process.kill(process.pid, "SIGKILL");
});`;

test("a target that is killed in the middle ends the run with 3, and what was judged is kept", async () => {
  const child = spawn(
    process.execPath,
    [
      "--import",
      `data:text/javascript,${encodeURIComponent(KILLER)}`,
      MAIN,
      "serve",
      "--port",
      "0",
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  try {
    const targets = targetsOf(await addressOf(child));
    const gone = once(child, "exit");
    const outcome = await visit(targets, { rules: ["inforouter.*"], args: ["--timeout", "1s"] });
    expect(await gone).toEqual([null, "SIGKILL"]);
    expect(outcome).toMatchObject({ exit: 3, invalid: [] });
    const { pass = 0, fail = 0, inconclusive = 0 } = countsOf(outcome.report);
    expect(pass).toBeGreaterThan(3);
    expect(fail).toBe(0);
    expect(inconclusive).toBeGreaterThan(30);
    expect(reasonsOf(outcome.report).join("\n")).toContain("the target was lost on the way");
    // Judging all the rules of a server that is there takes several times as long.
    expect(outcome.seconds).toBeLessThan(60);
  } finally {
    child.kill("SIGKILL");
  }
});

/** Where `assay serve` says that it listens. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("its output is piped");
  for await (const line of createInterface(child.stdout)) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error("the reference server did not say where it listens");
}

function targetsOf(url: string): object {
  const { inforouter, apidatatools } = describeServer(url, "", "", "", TUS_DOCUMENTED);
  const { probes: _probes, expiredTicket: _expired, ...withoutProbes } = inforouter;
  const { probes: _objects, ...api } = apidatatools;
  return { targets: { killed: { services: { inforouter: withoutProbes, apidatatools: api } } } };
}
