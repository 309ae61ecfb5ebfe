import net from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Session } from "../support/session.ts";

/** The first line and all that follows, as the server writes it; several texts are packets of their own. */
export async function exchange(
  { server }: Session,
  bytes: string | readonly string[],
  cut = false,
): Promise<string> {
  const { port } = new URL(server.url);
  const socket = net.connect(Number(port), "127.0.0.1");
  let answer = "";
  socket.on("data", (part) => {
    answer += part.toString("utf8");
  });
  socket.on("error", () => {});
  for (const [index, packet] of [bytes].flat().entries()) {
    if (index > 0) await delay(30);
    socket.write(packet);
  }
  if (cut) {
    await delay(30);
    socket.destroy();
  }
  await new Promise((resolve) => socket.once("close", resolve));
  return answer;
}

/** The head of a form that is posted. */
export const head = (path: string, length: string) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n${length}\r\n\r\n`;
