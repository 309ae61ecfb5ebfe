import { readdir } from "node:fs/promises";
import type { Session } from "../support/session.ts";

/** How many files of a handler, or of any when none is named, lie in the staging directory. */
export async function stagedFiles({ server }: Session, id = ""): Promise<string> {
  const files = await readdir(server.inforouter.probes.stagingDir);
  return files.filter((file) => file.includes(id)).length.toString();
}
