import { writeFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { startReferenceServer } from "../../reference/server.ts";
import { emptyFolder } from "../cli/assay.ts";
import { entryOf } from "../cli/served-target.ts";
import { listen } from "../wire/servers.ts";

/** A folder whose targets.json names the reference server behind a proxy, which may change answers. */
export interface HostileTarget {
  readonly cwd: string;
  readonly requests: () => number;
}

export interface Hostility {
  /** From now on every answer is held back so long. */
  readonly delayMs?: () => number;
  /** What is answered instead. */
  readonly answer?: (body: Buffer, path: string) => Buffer | string;
}

/** Starts the reference server behind a proxy in the process of the test, and declares it as the target `acme`. */
export async function hostileTarget(
  { delayMs = () => 0, answer = (body) => body }: Hostility,
  entry: object = {},
): Promise<HostileTarget> {
  const real = await startReferenceServer({ faults: [] });
  onTestFinished(() => real.close());
  const { port } = new URL(real.url);
  let requests = 0;
  const proxy = createServer((asked, answered) => {
    requests++;
    const { method, url: path = "/", headers } = asked;
    const passed = request({ port, host: "127.0.0.1", method, path, headers }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on("data", (chunk: Buffer) => chunks.push(chunk));
      reply.on("end", () => {
        const { "content-length": _, "transfer-encoding": __, ...others } = reply.headers;
        const body = answer(Buffer.concat(chunks), path);
        const send = (): void => {
          answered.writeHead(reply.statusCode ?? 500, others);
          answered.end(body);
        };
        setTimeout(send, delayMs());
      });
    });
    passed.on("error", () => answered.destroy());
    asked.pipe(passed);
  });
  const url = `http://127.0.0.1:${await listen(proxy)}`;
  const cwd = await emptyFolder();
  const targets = { acme: { ...entryOf(real, url), ...entry } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  return { cwd, requests: () => requests };
}
