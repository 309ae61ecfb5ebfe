import type { IncomingMessage } from "node:http";
import { startReferenceServer } from "../reference/server.ts";
import { settingsOf } from "../reference/settings.ts";

/** Whether a request calls an operation: by the end of its path, or by what SOAP names in a header. */
function calls(operation: string, { url = "", headers }: IncomingMessage): boolean {
  const [path = ""] = url.split("?");
  const action = String(headers["soapaction"] ?? "").replaceAll('"', "");
  return operation !== "" && [path, action].some((one) => one.endsWith(`/${operation}`));
}

const [latencyMs = "0", slowMs = "0", slow = ""] = process.argv.slice(2);
const server = await startReferenceServer({
  delayOf: (request) => Number(latencyMs) + (calls(slow, request) ? Number(slowMs) : 0),
});
process.send?.({ services: settingsOf(server) });
