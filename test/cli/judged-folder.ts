import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { emptyFolder } from "./assay.ts";

/** A folder with a targets file of these targets. */
export async function folderWith(targets: object): Promise<string> {
  const cwd = await emptyFolder();
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  return cwd;
}

/** The report that a run has left in a folder. */
export async function reportIn(cwd: string): Promise<Report> {
  return JSON.parse(await readFile(join(cwd, "assay-report", "report.json"), "utf8")) as Report;
}

/** A server that answers every request with the same text. */
export async function constantServer(
  body: string,
  status = 200,
  type = "text/xml",
): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { "content-type": type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a targets file says of a server at an address, which has both services. */
export function remote(url: string): object {
  const users = {
    owner: { uid: "alice", pwd: "pa55word-alice" },
    stranger: { uid: "bob", pwd: "pa55word-bob" },
  };
  return {
    services: {
      inforouter: {
        baseUrl: `${url}/srv.asmx`,
        users,
        documents: { readable: "/Library/sample.bin" },
        folders: { writable: "/Library/inbox" },
      },
      apidatatools: {
        baseUrl: url,
        keys: { owner: "key-of-the-owner", stranger: "key-of-the-stranger" },
        createUpload: { method: "POST", path: "/upload-api", json: {}, id: "/upload_id" },
      },
    },
    limits: { timeoutMs: 2000 },
  };
}
