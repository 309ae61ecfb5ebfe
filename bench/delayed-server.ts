import type { IncomingMessage } from "node:http";
import { startReferenceServer } from "../reference/server.ts";
import { settingsOf } from "../reference/settings.ts";

/** Milliseconds that one slow operation takes, over every binding. */
const SLOW_OPERATION = "DownloadDocumentFile";

/** Whether a request calls an operation: by its path, or by what SOAP names in a header. */
function calls(operation: string, { url = "", headers }: IncomingMessage): boolean {
  return url.includes(`/${operation}`) || String(headers["soapaction"]).includes(`/${operation}`);
}

const [latency = 0, slowMs = 0, ...faults] = process.argv.slice(2);
const server = await startReferenceServer({
  delayOf: (request) =>
    Number(latency) + (calls(SLOW_OPERATION, request) ? Number(slowMs) : 0),
  faults: faults.filter((name): name is string => typeof name === "string" && name !== ""),
});
process.send?.({ services: settingsOf(server) });
