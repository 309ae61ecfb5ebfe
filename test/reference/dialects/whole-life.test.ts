import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DIALECTS } from "../../../reference/dialects.ts";
import { sampleBytes } from "../../../reference/inforouter/sample.ts";
import { sampled } from "../../sampled.ts";
import { say } from "../support/answer.ts";
import type { Params } from "../support/client.ts";
import { CHUNK, hexCrc, open, type Session } from "../support/session.ts";
import { createUpload, deleteUpload, list, postFile } from "../support/uploads.ts";

const BYTES = sampleBytes(3);

const TODAY = sampled(
  DIALECTS.map(({ name }) => name),
  { oneIn: 8, name: String },
);

describe.each(TODAY)("in the dialect %s", (dialect) => {
  // It gives the published version, which is the first.
  const isPublished = dialect === "published-downloads";
  let session: Session;
  beforeAll(async () => {
    session = await open({ dialect });
  });
  afterAll(() => session.close());

  const staged = () => readdir(session.server.inforouter.probes.stagingDir);

  describe.each(["get", "post", "soap"] as const)("over %s", (binding) => {
    const overOf = (operation: string) =>
      operation === "UploadFileChunk" && binding === "get" ? "post" : binding;
    /** The attributes of a success. */
    const call = async (operation: string, params: Params) => {
      const over = overOf(operation);
      const answer = await session.client[over](operation, params);
      expect([answer.status, answer.wellFormed, say(answer)]).toEqual([200, true, "true"]);
      return answer;
    };

    test("an upload goes from create to document", async () => {
      const authenticationTicket = session.alice;
      const path = `/Library/inbox/${binding}.bin`;
      const { attributes } = await call("CreateUploadHandler", {
        authenticationTicket,
        PreferedChunkSize: CHUNK,
      });
      expect(attributes).toMatchObject({ error: "", ChunkSize: String(CHUNK) });
      const handler = { authenticationTicket, uploadHandler: attributes["UploadHandler"] ?? "" };
      for (let offset = 0; offset < BYTES.length; offset += CHUNK) {
        const part = BYTES.subarray(offset, offset + CHUNK);
        const chunk = {
          ...handler,
          fileChunk: part.toString("base64"),
          chunkHEXCRC: hexCrc(part),
          lastChunk: offset + CHUNK >= BYTES.length,
        };
        const first = await session.client[overOf("UploadFileChunk")]("UploadFileChunk", chunk);
        // UFC-10: not taken, for once; every client has to send it again
        if (first.attributes["tryagain"] === "true") {
          expect((await call("UploadFileChunk", chunk)).attributes["tryagain"]).toBe("false");
        } else expect([say(first), first.attributes["tryagain"]]).toEqual(["true", "false"]);
      }
      await call("UploadDocumentWithHandler", { ...handler, path });
      expect(Buffer.from(await session.read(path), "latin1").equals(BYTES)).toBe(true);
      const removed = { authenticationTicket, UploadHandler: handler.uploadHandler };
      expect((await call("DeleteUploadHandler", removed)).attributes["error"]).toBe("");
      await call("DeleteDocument", { authenticationTicket, Path: path });
      expect(await staged()).toEqual([]);
    });

    test("a download goes from handler to delete", async () => {
      const AuthenticationTicket = session.alice;
      const Path = session.server.inforouter.documents.readable;
      const { attributes } = await call("GetDownloadHandler", {
        AuthenticationTicket,
        Path,
        PreferedChunkSize: CHUNK,
      });
      expect(attributes).toMatchObject({ Size: "600000", ChunkSize: String(CHUNK) });
      const DownloadHandler = attributes["downloadhandler"] ?? "";
      const authenticationTicket = session.alice;
      const parts: Buffer[] = [];
      for (let last = false; !last; ) {
        const StartOffset = Buffer.concat(parts).length;
        const chunk = { authenticationTicket, DownloadHandler, StartOffset, ChunkSize: CHUNK };
        const { text, attributes } = await call("DownloadFileChunk", chunk);
        parts.push(Buffer.from(text, "base64"));
        last = attributes["lastchunk"] === "true";
      }
      expect(Buffer.concat(parts).equals(sampleBytes(isPublished ? 1 : 2))).toBe(true);
      await call("DeleteDownloadHandler", { authenticationTicket, DownloadHandler });
      expect(await staged()).toEqual([]);
    });

    test("a handler that is no GUID is bad Request before the ticket is looked at", async () => {
      for (const authenticationTicket of [session.alice, "x", ""]) {
        const params = { authenticationTicket, UploadHandler: "no-guid" };
        const answer = await session.client[binding]("DeleteUploadHandler", params);
        expect(say(answer)).toBe("false: bad Request");
      }
    });
  });

  test("an upload of the second vendor is created, filled and deleted", async () => {
    const created = await createUpload(session);
    await postFile(session, created, Buffer.from("[]"));
    const { status } = await deleteUpload(session, { id: created.upload_id });
    expect(status).toBe(200);
    expect((await deleteUpload(session, { id: created.upload_id })).status).toBe(404);
    expect(await list(session)).toEqual([]);
  });
});
