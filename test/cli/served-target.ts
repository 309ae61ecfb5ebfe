import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import {
  type ReferenceOptions,
  type ReferenceServer,
  startReferenceServer,
} from "../../reference/server.ts";
import { emptyFolder } from "./assay.ts";

/** A folder whose targets.json names a server that runs apart from the command. */
export interface ServedTarget {
  readonly cwd: string;
  readonly server: ReferenceServer;
  /** The files that its handlers stage. */
  staged(): Promise<readonly string[]>;
}

/** Starts the reference server in the process of the test and declares it as the target `acme`. */
export async function servedTarget(
  options: ReferenceOptions = {},
  entry: object = {},
): Promise<ServedTarget> {
  const server = await startReferenceServer(options);
  onTestFinished(() => server.close());
  const cwd = await emptyFolder();
  const targets = { acme: { ...entryOf(server), ...entry } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  return { cwd, server, staged: () => readdir(server.inforouter.probes.stagingDir) };
}

/** What targets.json says of a running reference server, at another address if one is given. */
export function entryOf({ inforouter, apidatatools, url }: ReferenceServer, at = url): object {
  const moved = (baseUrl: string): string => baseUrl.replace(url, at);
  return {
    services: {
      inforouter: { ...inforouter, baseUrl: moved(inforouter.baseUrl) },
      apidatatools: { ...apidatatools, baseUrl: moved(apidatatools.baseUrl) },
    },
  };
}
