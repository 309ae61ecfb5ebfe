import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { temporaryFolder } from "../../config/files/temporary-folder.ts";
import { isLoopback } from "../../config/targets/is-loopback.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { guidOf } from "../../run/case/seed.ts";

/** Files and a URL that no server has any business with: who touches them was led there. */
export interface Canary {
  /** Absolute, without its ending; a file of this name stands there with each of the usual endings. */
  readonly file: string;
  readonly fileUrl: string;
  /** On this machine; every request to it counts. */
  readonly url: string;
  /** What the files and the URL hold: a GUID, so that a server which reads it takes it for one. */
  readonly content: string;
  /** What was done to it, if anything: `the canary URL was fetched`. */
  readonly touched: () => Promise<string | undefined>;
}

/** What servers put behind the name of a handler. */
const ENDINGS = ["", ".upload", ".tmp", ".part", ".dat", ".bin", ".zip"] as const;

/**
 * Runs work with a canary, or without one where the target is on another machine: its files and its
 * loopback are not ours.
 */
export async function withCanary(
  state: CaseState,
  work: (canary: Canary | undefined) => Promise<void>,
): Promise<void> {
  const { baseUrl = "" } = state.open.target.services[state.rule.service] ?? {};
  if (!isLoopback(baseUrl)) return work(undefined);
  const content = guidOf(state.open.seed, "canary");
  const folder = temporaryFolder("assay-canary-");
  const hits = { count: 0 };
  const server = http.createServer((_, response) => {
    hits.count++;
    response.end(content);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.address() as AddressInfo;
    await plant(folder, content);
    await work({
      file: join(folder, "canary"),
      fileUrl: pathToFileURL(join(folder, "canary")).href,
      url: `http://127.0.0.1:${port}/canary`,
      content,
      touched: async () => {
        const harm = hits.count > 0 ? "the canary URL was fetched" : await harmTo(folder, content);
        hits.count = 0;
        if (harm) await plant(folder, content);
        return harm;
      },
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  }
}

async function plant(folder: string, content: string): Promise<void> {
  await Promise.all(ENDINGS.map((ending) => writeFile(join(folder, `canary${ending}`), content)));
}

async function harmTo(folder: string, content: string): Promise<string | undefined> {
  const names = new Set(await readdir(folder));
  for (const ending of ENDINGS) {
    const name = `canary${ending}`;
    if (!names.delete(name)) return "a canary file was removed";
    if ((await readFile(join(folder, name), "utf8")) !== content) {
      return "a canary file was overwritten";
    }
  }
  return names.size > 0 ? "a file was written into the folder of the canary" : undefined;
}
