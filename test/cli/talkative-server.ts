import { readFile, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { startReferenceServer } from "../../reference/server.ts";
import { emptyFolder, MAIN } from "./assay.ts";
import { entryOf } from "./served-target.ts";

/** A target whose server is launched, prints every secret that it hears of, and starts a process of its own. */
export interface TalkativeServer {
  readonly cwd: string;
  readonly url: string;
  /** Passwords, keys and the tickets that it gave out so far. */
  secrets(): Promise<readonly string[]>;
  /** The process that it started; rejects when it has started none. */
  childOf(): Promise<number>;
}

/** A variable of the server with characters that every encoding writes in a way of its own. */
const ODD_SECRET = `p&ss <w>"rd'+/=%é`;

/** Writes targets.json with a target `acme` for it, in a folder of its own. */
export async function talkativeServer(faults: readonly string[]): Promise<TalkativeServer> {
  const cwd = await emptyFolder();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  // Only what it says of itself is wanted.
  const like = await startReferenceServer();
  await like.close();
  const notes = await emptyFolder();
  await writeFile(join(notes, "server.mjs"), programOf(port, faults));
  const launch = {
    command: process.execPath,
    args: [join(notes, "server.mjs")],
    env: { DB_PASSWORD: ODD_SECRET, NOTES: notes },
    timeoutMs: 60_000,
  };
  const targets = { acme: { ...entryOf(like, url), launch, safety: "full" } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  const { users } = like.inforouter;
  const { keys } = like.apidatatools;
  return {
    cwd,
    url,
    secrets: async () => {
      const tickets = await readFile(join(notes, "tickets"), "utf8");
      const known = [users.owner.pwd, users.stranger.pwd, keys.owner, keys.stranger, ODD_SECRET];
      return [...known, ...new Set(tickets.split("\n").filter(Boolean))];
    },
    childOf: async () => Number(await readFile(join(notes, "child"), "utf8")),
  };
}

function programOf(port: number, faults: readonly string[]): string {
  const reference = join(MAIN, "..", "..", "..", "reference", "server.js");
  return `
import { spawn } from "node:child_process";
import { appendFileSync, writeFileSync } from "node:fs";
import { Server, ServerResponse } from "node:http";
import { join } from "node:path";
const notes = (name) => join(process.env.NOTES, name);
appendFileSync(notes("tickets"), "");
console.log("starts with " + process.env.DB_PASSWORD + " in base64 " + Buffer.from(process.env.DB_PASSWORD).toString("base64") + " in a URL " + encodeURIComponent(process.env.DB_PASSWORD));
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
writeFileSync(notes("child"), String(child.pid));
const emit = Server.prototype.emit;
Server.prototype.emit = function (name, request, ...rest) {
  if (name === "request") console.log(request.method, request.url, JSON.stringify(request.headers));
  return emit.call(this, name, request, ...rest);
};
const end = ServerResponse.prototype.end;
ServerResponse.prototype.end = function (body, ...rest) {
  const [, ticket] = /\\sticket="([^"]+)"/i.exec(String(body ?? "")) ?? [];
  if (ticket) {
    appendFileSync(notes("tickets"), ticket + "\\n");
    console.log("gave out", ticket, "that is", Buffer.from(ticket).toString("base64"));
  }
  return end.call(this, body, ...rest);
};
const { startReferenceServer } = await import(${JSON.stringify(reference)});
await startReferenceServer({ port: ${port}, faults: ${JSON.stringify(faults)} });
`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
