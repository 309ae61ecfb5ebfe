import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "undici";
import { packageRoot } from "../src/config/files/package-root.ts";
import { startTrivialServer } from "./child.ts";

const MAIN = join(packageRoot(), "dist", "src", "cli", "main.js");
const WARM_UP = 300;
const CALLS = 2_000;
const CALLS_OF_LARGE = 100;
const LARGE = 1024 * 1024;
const MEDIAN = 0.5;
const P99 = 0.99;
/** What a proxy may add to a call. */
const MAX_ADDED_MS = 1;

/** What `assay proxy` adds to a call, also where it keeps an archive of all of them. */
export async function proxyOverhead(): Promise<readonly string[]> {
  return [
    `assay proxy (to add less than ${MAX_ADDED_MS} ms to a call)`,
    ...(await overheadOf([], "")),
    ...(await overheadOf(["--har", "traffic.har"], " with --har")),
  ];
}

/** The same calls by turns straight to a server and through a proxy of its own. */
async function overheadOf(args: readonly string[], how: string): Promise<readonly string[]> {
  const cwd = await mkdtemp(join(tmpdir(), "assay-bench-"));
  const server = await startTrivialServer();
  const services = { inforouter: { baseUrl: `http://127.0.0.1:${server.port}/srv.asmx` } };
  await writeFile(
    join(cwd, "targets.json"),
    JSON.stringify({ targets: { trivial: { services } } }),
  );
  const proxy = spawn(process.execPath, [MAIN, "proxy", ...args], {
    cwd,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const straight = new Client(`http://127.0.0.1:${server.port}`);
    const through = new Client(await addressOf(proxy.stdout));
    const path = "/srv.asmx/CreateUploadHandler?authenticationTicket=x&PreferedChunkSize=0";
    const small = { method: "GET", path } as const;
    const large = {
      method: "POST",
      path: "/srv.asmx/UploadFileChunk",
      body: Buffer.alloc(LARGE),
    } as const;
    await byTurns([straight, through], small, WARM_UP);
    const lines = [
      ...words(`GET, no body${how}`, await byTurns([straight, through], small, CALLS)),
      ...words(`POST, 1 MiB${how}`, await byTurns([straight, through], large, CALLS_OF_LARGE)),
    ];
    await Promise.all([straight.close(), through.close()]);
    return lines;
  } finally {
    const ended = once(proxy, "exit");
    // It writes its report into the folder.
    if (proxy.kill("SIGINT")) await ended;
    server.stop();
    await rm(cwd, { recursive: true, force: true });
  }
}

type Call = Parameters<Client["request"]>[0];

/** Milliseconds of each call, over each of two connections. */
async function byTurns(
  clients: readonly [Client, Client],
  call: Call,
  times: number,
): Promise<readonly [readonly number[], readonly number[]]> {
  const took: [number[], number[]] = [[], []];
  for (let index = 0; index < times; index++) {
    // Who goes first alternates as well: the second of two calls finds everything warm.
    for (const which of index % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const started = performance.now();
      const { body } = await clients[which].request(call);
      await body.text();
      took[which].push(performance.now() - started);
    }
  }
  return took;
}

function words(
  name: string,
  [straight, through]: readonly [readonly number[], readonly number[]],
): readonly string[] {
  const figures = ([median, p99]: readonly [number, number]): string =>
    `median ${median.toFixed(3)} ms, p99 ${p99.toFixed(3)} ms`;
  const of = (took: readonly number[]) => [at(took, MEDIAN), at(took, P99)] as const;
  const [before, after] = [of(straight), of(through)];
  return [
    `  ${name}: straight ${figures(before)}; through the proxy ${figures(after)}`,
    `    added ${figures([after[0] - before[0], after[1] - before[1]])}, ratio of the medians ${(after[0] / before[0]).toFixed(2)}`,
  ];
}

function at(took: readonly number[], quantile: number): number {
  const sorted = took.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * quantile)] ?? 0;
}

/** The address that the proxy prints when it listens. */
async function addressOf(output: AsyncIterable<Buffer>): Promise<string> {
  let said = "";
  for await (const bytes of output) {
    said += bytes.toString("utf8");
    const address = /^listening on (\S+)$/m.exec(said)?.[1];
    if (address) return address;
  }
  throw new Error(`the proxy does not listen: ${said}`);
}
