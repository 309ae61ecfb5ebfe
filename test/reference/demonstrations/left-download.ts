import net from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Session } from "../support/session.ts";

const SIZE = 8_000_000;
let count = 0;

/** How much of a document GET gives after a client that left before it had all of it. */
export async function afterLeaving({ client, alice, server }: Session): Promise<string> {
  const path = `/Library/inbox/left-${++count}.bin`;
  const fileContent = Buffer.alloc(SIZE, 7).toString("base64");
  await client.post("UploadDocument", { authenticationTicket: alice, path, fileContent });
  const query = `authenticationTicket=${alice}&Path=${encodeURIComponent(path)}`;
  const { port } = new URL(server.url);
  const socket = net.connect(Number(port), "127.0.0.1");
  socket.write(`GET /srv.asmx/DownloadDocument?${query} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await new Promise((resolve) => socket.once("readable", resolve));
  socket.destroy();
  await delay(50);
  const answer = await fetch(`${server.url}/srv.asmx/DownloadDocument?${query}`);
  const { byteLength } = await answer.arrayBuffer();
  return byteLength === SIZE ? "all" : `HTTP ${answer.status}, less`;
}
