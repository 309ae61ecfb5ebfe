import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHUNK, open, type Session } from "./support/session.ts";
import { createUpload } from "./support/uploads.ts";

const run = promisify(execFile);
const curl = async (...args: readonly string[]): Promise<string> =>
  (await run("curl", ["-sS", ...args])).stdout;

const missing = spawnSync("curl", ["--version"]).status !== 0;
if (missing) process.stderr.write("skipped: there is no curl on the PATH\n");

type Call = (operation: string, parameters: Readonly<Record<string, string>>) => Promise<string>;

/** Each documented binding, as one would type its example with curl. */
const BINDINGS: Readonly<Record<string, (base: string) => Call>> = {
  GET: (base) => (operation, parameters) =>
    curl(`${base}/${operation}?${new URLSearchParams(parameters)}`),
  POST: (base) => (operation, parameters) =>
    curl(
      `${base}/${operation}`,
      ...Object.entries(parameters).flatMap(([name, value]) => ["-d", `${name}=${value}`]),
    ),
  SOAP: (base) => (operation, parameters) =>
    curl(
      base,
      ...["-H", "Content-Type: text/xml; charset=utf-8"],
      ...["-H", `SOAPAction: "http://tempuri.org/${operation}"`],
      ...["--data-binary", envelope(operation, parameters)],
    ),
};

/** The documents' envelope, with its indentation. */
function envelope(operation: string, parameters: Readonly<Record<string, string>>): string {
  const lines = Object.entries(parameters).map(
    ([name, value]) => `      <tns:${name}>${value}</tns:${name}>`,
  );
  return `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"
               xmlns:tns="http://tempuri.org/">
  <soap:Body>
    <tns:${operation}>
${lines.join("\n")}
    </tns:${operation}>
  </soap:Body>
</soap:Envelope>
`;
}

describe.skipIf(missing)("curl, as the documents' examples show it", () => {
  let session: Session;
  beforeAll(async () => {
    session = await open();
  });
  afterAll(() => session.close());

  describe.each(Object.entries(BINDINGS))("by %s", (_, binding) => {
    const call: Call = (...args) => binding(session.server.inforouter.baseUrl)(...args);
    const SUCCESS = /<response( xmlns="")? success="true" error="" \/>/;

    test("creates an upload handler with a size inside the limits, and deletes it", async () => {
      const authenticationTicket = session.alice;
      const created = await call("CreateUploadHandler", {
        authenticationTicket,
        PreferedChunkSize: "1048576",
      });
      expect(created).toMatch(
        /success="true" error="" UploadHandler="[^"]{36}" ChunkSize="1048576"/,
      );
      const [, UploadHandler = ""] = /UploadHandler="([^"]*)"/.exec(created) ?? [];
      expect(await call("DeleteUploadHandler", { authenticationTicket, UploadHandler })).toMatch(
        SUCCESS,
      );
      expect(await session.chunk(UploadHandler, Buffer.alloc(CHUNK))).toMatchObject({
        attributes: { success: "false" },
      });
    });

    test("deletes a download handler", async () => {
      const authenticationTicket = session.alice;
      const DownloadHandler = await session.stage();
      expect(
        await call("DeleteDownloadHandler", { authenticationTicket, DownloadHandler }),
      ).toMatch(SUCCESS);
      expect(await session.download(DownloadHandler)).toMatchObject({
        attributes: { success: "false" },
      });
    });

    test("is refused with the examples' own ticket, and with what is no GUID", async () => {
      const authenticationTicket = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";
      const UploadHandler = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
      const answer = await call("DeleteUploadHandler", { authenticationTicket, UploadHandler });
      expect(answer).toContain('success="false" error="[901] Session expired or Invalid ticket"');
      const odd = await call("DeleteUploadHandler", { authenticationTicket, UploadHandler: "x" });
      expect(odd).toContain('success="false" error="bad Request"');
    });
  });

  test("deletes an upload of the second vendor once, with both headers", async () => {
    const { upload_id: id } = await createUpload(session);
    const { baseUrl, keys } = session.server.apidatatools;
    const remove = (...headers: readonly string[]) =>
      curl(
        ...["-X", "DELETE", `${baseUrl}/delete-upload-api`, "-w", " %{http_code}"],
        ...headers.flatMap((header) => ["-H", header]),
      );
    const key = `x-api-key: ${keys.owner}`;
    expect(await remove(key, `x-upload-id: ${id}`)).toBe(
      `{"message":"Upload ${id} deleted successfully"} 200`,
    );
    expect(await remove(key, `x-upload-id: ${id}`)).toBe('{"error":"Upload not found"} 404');
    expect(await remove(key)).toBe('{"error":"Missing Upload-Id header"} 400');
    expect(await remove(`x-upload-id: ${id}`)).toBe('{"error":"Unauthorized"} 401');
  });
});
