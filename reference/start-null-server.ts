import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { describeServer } from "./describe-server.ts";
import { TUS_DOCUMENTED } from "./dialects/tus-documented.ts";
import { readBody } from "./http/read-body.ts";
import type { Answering } from "./null-servers/null-server.ts";
import { NULL_SERVERS, type NullServerName } from "./null-servers.ts";
import type { ReferenceServer } from "./options.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A null server that says of itself what the reference server says, so that rules are judged alike. */
export interface RunningNullServer extends ReferenceServer {
  /** From now on nothing but what was recorded; for a server that answers from no recording, nothing changes. */
  readonly freeze: () => void;
}

/** Starts a null server on a free port of this machine, with empty folders for the probes to look into. */
export async function startNullServer(name: NullServerName): Promise<RunningNullServer> {
  const found = NULL_SERVERS.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no null server "${name}".`);
  const answering: Answering = await found.start();
  const server = createServer((request, response) => void serve(answering, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No address.");
  const url = `http://127.0.0.1:${address.port}`;
  const root = temporaryFolder("assay-null-");
  const [stagingDir, objectDir] = [join(root, "staging"), join(root, "objects")];
  await Promise.all([mkdir(stagingDir), mkdir(objectDir)]);

  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    await answering.close?.();
    await rm(root, { recursive: true, force: true });
  };
  let closing: Promise<void> | undefined;
  return {
    ...describeServer(url, stagingDir, objectDir, randomUUID(), TUS_DOCUMENTED),
    freeze: () => answering.freeze?.(),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

async function serve(
  answering: Answering,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { method = "GET", url: path = "/", headers } = request;
    const body = await readBody(request);
    const said = await answering.answer({ method, path, headers, body });
    if (said === "silence") return;
    if (said === "close") request.socket.destroy();
    else
      response
        .writeHead(said.status, { "Content-Type": said.type, ...said.headers })
        .end(said.body);
  } catch {
    // The client went away, or sent what nobody can read: there is nobody to answer.
    response.destroy();
  }
}
