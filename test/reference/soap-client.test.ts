import { type Client, createClientAsync } from "soap";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hexCrc, open, type Session } from "./support/session.ts";

type Attributes = Readonly<Record<string, string>>;

/** What an operation answers to the npm package soap: the attributes, whatever the element is called. */
async function call(client: Client, operation: string, args: object): Promise<Attributes> {
  const [result] = (await client[`${operation}Async`](args)) as [
    Readonly<Record<string, Readonly<Record<string, { readonly attributes?: Attributes }>>>>,
  ];
  const elements = Object.values(result[`${operation}Result`] ?? {});
  return elements.find((element) => element?.attributes)?.attributes ?? {};
}

/** How each dialect's own WSDL spells what the documents write in other letters. */
const DOCUMENTED = {
  ticket: "authenticationTicket",
  handler: "uploadHandler",
  bytes: "fileChunk",
  last: "lastChunk",
  path: "path",
};
const OF_WSDL = {
  ticket: "AuthenticationTicket",
  handler: "UploadHandler",
  bytes: "FileChunk",
  last: "LastChunk",
  path: "Path",
};

describe.each([
  ["documented", DOCUMENTED],
  ["classic", OF_WSDL],
  ["current", DOCUMENTED],
  ["austere", DOCUMENTED],
  ["lenient", DOCUMENTED],
])("the npm package soap against %s", (dialect, names) => {
  let session: Session;
  let client: Client;
  beforeAll(async () => {
    session = await open({ dialect });
    client = await createClientAsync(`${session.server.inforouter.baseUrl}?WSDL`);
  });
  afterAll(() => session.close());

  test("drives a whole upload from the WSDL alone", async () => {
    const ticket = { [names.ticket]: session.alice };
    const created = await call(client, "CreateUploadHandler", {
      ...ticket,
      PreferedChunkSize: 300_000,
    });
    expect(created).toMatchObject({ success: "true", error: "", ChunkSize: "300000" });
    const handler = { ...ticket, [names.handler]: created["UploadHandler"] };
    const bytes = Buffer.from("sent by a real client");
    const chunk = await call(client, "UploadFileChunk", {
      ...handler,
      [names.bytes]: bytes.toString("base64"),
      chunkHEXCRC: hexCrc(bytes),
      [names.last]: true,
    });
    expect(chunk).toMatchObject({ success: "true", tryagain: "false" });
    const path = "/Library/inbox/soap-client.txt";
    const done = await call(client, "UploadDocumentWithHandler", {
      ...handler,
      [names.path]: path,
    });
    expect(done).toMatchObject({ success: "true" });
    expect(await session.read(path)).toBe(bytes.toString());
  });

  test("drives CreateUploadHandler and DeleteUploadHandler, also when they fail", async () => {
    const ticket = { [names.ticket]: session.alice };
    const created = await call(client, "CreateUploadHandler", { ...ticket, PreferedChunkSize: 0 });
    const remove = (UploadHandler: string | undefined) =>
      call(client, "DeleteUploadHandler", { ...ticket, UploadHandler });
    const id = created["UploadHandler"];
    expect(await remove(id)).toMatchObject({ success: "true", error: "" });
    expect(await remove(id)).toMatchObject({ success: "true", error: "" });
    expect(await remove("x")).toMatchObject({ success: "false", error: "bad Request" });
  });

  test("reads a document by a download handler, and deletes that, also when it is gone", async () => {
    const ticket = { [names.ticket]: session.alice };
    const staged = await call(client, "GetDownloadHandler", {
      AuthenticationTicket: session.alice,
      Path: session.server.inforouter.documents.readable,
      PreferedChunkSize: 0,
    });
    expect(staged).toMatchObject({ success: "true" });
    const DownloadHandler = staged["downloadhandler"];
    const part = { ...ticket, DownloadHandler, StartOffset: 0, ChunkSize: 10 };
    expect(await call(client, "DownloadFileChunk", part)).toMatchObject({ chunklength: "10" });
    const remove = () => call(client, "DeleteDownloadHandler", { ...ticket, DownloadHandler });
    expect(await remove()).toMatchObject({ success: "true", error: "" });
    expect(await remove()).toMatchObject({ success: "true", error: "" });
    expect(await call(client, "DownloadFileChunk", part)).toMatchObject({ success: "false" });
  });
});
