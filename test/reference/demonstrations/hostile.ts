import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { HOSTILE_FAULTS } from "../../../reference/faults/hostile.ts";
import { say } from "../support/answer.ts";
import { envelope, FORM, XML } from "../support/client.ts";
import { NEVER_ISSUED, type Session } from "../support/session.ts";
import type { Row } from "./demonstration.ts";
import { exchange, head } from "./exchange.ts";
import { stagedFiles } from "./staged-files.ts";

const BAD = "false: bad Request";
const REFUSED = "HTTP 500";

/** What a delete says, over GET, to this instead of a GUID. */
const deleting =
  (operation: string, parameter: string, value: string) => async (session: Session) => {
    const params = { authenticationTicket: session.alice, [parameter]: value };
    return session.client.get(operation, params).then(say, () => "no answer");
  };

const deletingUpload = (value: string) => deleting("DeleteUploadHandler", "UploadHandler", value);

/** What a delete says to a SOAP message in which this stands for the GUID, behind this. */
const soap =
  (value: string, prolog = "") =>
  async ({ client, alice }: Session) => {
    const params = { authenticationTicket: alice, UploadHandler: "VALUE" };
    const body = prolog + envelope("DeleteUploadHandler", params).replace("VALUE", value);
    return say(await client.xml("POST", "/srv.asmx", XML, body));
  };

/** What a POST says to this form, in which the value TICKET stands for one. */
const form =
  (text: string) =>
  async ({ client, alice }: Session) => {
    const body = text.replace("=TICKET", `=${alice}`);
    return say(await client.xml("POST", "/srv.asmx/DeleteUploadHandler", FORM, body));
  };

/** A file among others, and how many are left after an attempt. */
async function withFile(attempt: (file: string) => Promise<string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "assay-hostile-"));
  const file = join(folder, "x.upload");
  await writeFile(file, NEVER_ISSUED);
  try {
    const said = await attempt(file);
    return `${said}, ${(await readdir(folder)).length} left`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const HOSTILE_ROWS: Readonly<Record<(typeof HOSTILE_FAULTS)[number]["name"], Row>> = {
  "post-binding-off-by-one": [
    async ({ client, alice }) => {
      const params = { authenticationTicket: alice, PreferedChunkSize: 1 };
      const answers = [
        await client.get("CreateUploadHandler", params),
        await client.post("CreateUploadHandler", params),
      ];
      return answers.map(({ attributes }) => attributes["ChunkSize"]).join();
    },
    "262144,262144",
    "262144,262143",
  ],
  "parameter-names-are-case-sensitive": [
    form(`AUTHENTICATIONTICKET=TICKET&UploadHandler=${NEVER_ISSUED}`),
    "true",
    "false: [900] Authentication failed",
  ],
  "extra-parameters-are-refused": [
    form(`authenticationTicket=TICKET&UploadHandler=${NEVER_ISSUED}&more=1`),
    "true",
    "HTTP 400",
  ],
  "soap-comment-ends-value": [soap(NEVER_ISSUED.replace("-", "<!-- -->-")), "true", BAD],
  "chunked-body-loses-tail": [
    async (session) => {
      const body = `authenticationTicket=${session.alice}&UploadHandler=${NEVER_ISSUED}`;
      const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
      const path = "/srv.asmx/DeleteUploadHandler";
      const answer = await exchange(session, head(path, "Transfer-Encoding: chunked") + chunked);
      return /success="(\w+)"/.exec(answer)?.[1] ?? "nothing";
    },
    "true",
    "false",
  ],
  "delete-upload-crashes-on-hex-guid": [deletingUpload("{0x1}"), BAD, "no answer"],
  "delete-download-shows-page-for-braces": [
    deleting("DeleteDownloadHandler", "DownloadHandler", `{${NEVER_ISSUED}}`),
    BAD,
    REFUSED,
  ],
  "apostrophe-shows-page": [deletingUpload("x'"), BAD, REFUSED],
  "long-values-show-stack": [deletingUpload("x".repeat(1001)), BAD, REFUSED],
  "delete-upload-shows-path": [
    deletingUpload("x"),
    BAD,
    "false: Could not find file '/var/lib/handlers/x.upload'.",
  ],
  "control-characters-crash": [deletingUpload("\u0001"), BAD, "no answer"],
  "guid-ends-at-nul": [deletingUpload(`${NEVER_ISSUED}\0x`), BAD, "true"],
  "delete-upload-follows-path": [
    (session) =>
      withFile((file) => {
        const path = `${"../".repeat(20)}${file.slice(1).replace(".upload", "")}`;
        return deletingUpload(path)(session);
      }),
    `${BAD}, 1 left`,
    `${BAD}, 0 left`,
  ],
  "soap-reads-external-entities": [
    (session) =>
      withFile((file) => {
        const dtd = `<!DOCTYPE a [<!ENTITY e SYSTEM "${pathToFileURL(file).href}">]>`;
        return soap("&e;", dtd)(session);
      }),
    `${REFUSED}, 1 left`,
    "true, 1 left",
  ],
  "soap-fetches-external-dtd": [
    async (session) => {
      let fetched = "not fetched";
      const canary = http.createServer((_, response) => {
        fetched = "fetched";
        response.end();
      });
      await new Promise<void>((resolve) => canary.listen(0, "127.0.0.1", resolve));
      const { port } = canary.address() as AddressInfo;
      await soap("x", `<!DOCTYPE a SYSTEM "http://127.0.0.1:${port}/">`)(session);
      await delay(50);
      canary.closeAllConnections();
      await new Promise((resolve) => canary.close(resolve));
      return fetched;
    },
    "not fetched",
    "fetched",
  ],
  "soap-expands-without-limit": [
    async (session) => {
      const began = performance.now();
      await soap("&b;", '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>')(session);
      return performance.now() - began < 1000 ? "at once" : "after a while";
    },
    "at once",
    "after a while",
  ],
  "cut-body-slows-server": [
    async (session) => {
      await exchange(session, head("/srv.asmx/ServerInfo", "Content-Length: 9"), true);
      await delay(20);
      const began = performance.now();
      await session.client.get("ServerInfo");
      return performance.now() - began < 1000 ? "at once" : "after a while";
    },
    "at once",
    "after a while",
  ],
  "chunk-abort-leaves-file": [
    async (session) => {
      const before = await stagedFiles(session);
      const path = "/srv.asmx/UploadFileChunk";
      await exchange(session, `${head(path, "Content-Length: 99")}fileChunk=YQ`, true);
      await delay(50);
      return (await stagedFiles(session)) === before ? "as before" : "one more";
    },
    "as before",
    "one more",
  ],
};
