import { afterEach, expect, test } from "vitest";
import type { NullServerName } from "../../reference/null-servers.ts";
import { NULL_SERVERS } from "../../reference/null-servers.ts";
import { type RunningNullServer, startNullServer } from "../../reference/start-null-server.ts";

const running: RunningNullServer[] = [];
afterEach(() => Promise.all(running.splice(0).map((server) => server.close())));

async function start(name: NullServerName): Promise<RunningNullServer> {
  const server = await startNullServer(name);
  running.push(server);
  return server;
}

/** What a call gets: the status and the body, or that nothing came. */
async function call(url: string, init: RequestInit = {}): Promise<string> {
  try {
    const reply = await fetch(url, init);
    return `${reply.status} ${await reply.text()}`;
  } catch (error) {
    return (error as Error).name === "TimeoutError" ? "silence" : "closed";
  }
}

test.each([
  ["constant-success", /^200 <response success="true" error="" ticket="a1b2c3d4-/],
  ["fresh-guids", /^200 <response success="true" error="" ticket="/],
  ["constant-900", /^200 <response success="false" error="\[900\]/],
  ["constant-901", /^200 <response success="false" error="\[901\]/],
  ["constant-bad-request", /^200 <response success="false" error="bad Request"/],
  ["empty-200", /^200 $/],
  ["html-200", /^200 <!DOCTYPE html>/],
  ["html-500", /^500 <!DOCTYPE html>/],
  ["echo", /^200 x=1&y=2$/],
  ["close", /^closed$/],
] as const)("%s answers so, whatever is asked: %s", async (name, pattern) => {
  const { inforouter } = await start(name);
  for (const operation of ["CreateUploadHandler", "NoSuchOperation"]) {
    expect(await call(`${inforouter.baseUrl}/${operation}?x=1&y=2`)).toMatch(pattern);
  }
});

test("the server that hangs has not answered after a while", async () => {
  const { inforouter } = await start("hang");
  expect(await call(inforouter.baseUrl, { signal: AbortSignal.timeout(300) })).toBe("silence");
});

test("answers come in the words of the caller: an envelope for SOAP, JSON for the second vendor", async () => {
  const { inforouter, apidatatools } = await start("constant-bad-request");
  const headers = { soapaction: '"http://tempuri.org/LogOut"', "content-type": "text/xml" };
  expect(await call(inforouter.baseUrl, { method: "POST", headers, body: "<a/>" })).toContain(
    '<LogOutResult><response success="false" error="bad Request"/></LogOutResult>',
  );
  const deleted = await call(`${apidatatools.baseUrl}/delete-upload-api`, { method: "DELETE" });
  expect(deleted).toBe('400 {"error":"Missing Upload-Id header"}');
});

test("fresh GUIDs are new with every call", async () => {
  const { inforouter } = await start("fresh-guids");
  const url = `${inforouter.baseUrl}/CreateUploadHandler`;
  expect(await call(url)).not.toBe(await call(url));
});

test("the replay answers with the first success of its recording, and nothing else once it is frozen", async () => {
  const { inforouter, freeze } = await start("frozen-replay");
  const { uid, pwd } = inforouter.users.owner;
  const login = (password: string) =>
    call(`${inforouter.baseUrl}/AuthenticateUser?UID=${uid}&PWD=${password}`);
  expect(await login("wrong")).toContain('success="false"');
  const recorded = await login(pwd);
  expect(recorded).toContain('success="true"');
  freeze();
  expect(await login("wrong")).toBe(recorded);
  expect(await call(`${inforouter.baseUrl}/ServerInfo`)).toBe("404 Not Found");
});

test("every null server has a name of its own and says what it answers", () => {
  const names = NULL_SERVERS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { title } of NULL_SERVERS) expect(title).toMatch(/^(Every|No) call .*\.$/);
});
