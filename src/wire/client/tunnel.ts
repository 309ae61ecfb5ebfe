import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { percentDecoded } from "../../model/percent-decoded.ts";

const OK = 200;

/**
 * A connection to a host through an HTTP proxy (RFC 9110, 9.3.6).
 *
 * @throws Error when the proxy makes none
 */
export function tunnel(
  to: { readonly host: string; readonly port: number },
  proxy: string,
  timeoutMs: number,
): Promise<Socket> {
  const { protocol, hostname, port, username, password } = new URL(proxy);
  const address = `${to.host.includes(":") ? `[${to.host}]` : to.host}:${to.port}`;
  const user = `${percentDecoded(username)}:${percentDecoded(password)}`;
  const secure = protocol === "https:";
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request({
      method: "CONNECT",
      host: hostname.replace(/^\[|\]$/g, ""),
      port: port || (secure ? "443" : "80"),
      path: address,
      timeout: timeoutMs,
      headers: {
        host: address,
        ...(username === ""
          ? {}
          : { "proxy-authorization": `Basic ${Buffer.from(user).toString("base64")}` }),
      },
    });
    request.on("connect", ({ statusCode }, socket: Socket) => {
      if (statusCode === OK) return resolve(socket);
      socket.destroy();
      reject(new Error(`the proxy answers CONNECT with ${statusCode}`));
    });
    request.on("timeout", () => request.destroy(new Error("the proxy does not answer CONNECT")));
    request.on("error", reject);
    request.end();
  });
}
