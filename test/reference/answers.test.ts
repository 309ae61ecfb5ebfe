import { afterAll, beforeAll, expect, test } from "vitest";
import { say } from "./support/answer.ts";
import { open, type Session } from "./support/session.ts";

let session: Session;
beforeAll(async () => {
  session = await open();
});
afterAll(() => session.close());

/** What an error text repeats of a size that is no int. */
async function repeated(value: string): Promise<string> {
  const params = { authenticationTicket: session.alice, PreferedChunkSize: value };
  const answers = [
    await session.client.get("CreateUploadHandler", params),
    await session.client.post("CreateUploadHandler", params),
  ];
  for (const { wellFormed } of answers) expect(wellFormed).toBe(true);
  const [first, second] = answers.map(say);
  expect(first).toBe(second);
  return first?.replace("false: PreferedChunkSize is not of type int: ", "") ?? "";
}

test.each(["<a b=\"c\" d='e'>&amp;</a>", "ü€😀", "a:b/c-d[e]", "]]>", "<!--", "&#0;"])(
  "%j comes back as it was sent",
  async (value) => {
    expect(await repeated(value)).toBe(value);
  },
);

test("line ends and tabs survive in an attribute", async () => {
  const params = { authenticationTicket: session.alice, PreferedChunkSize: "a\t\n\rb" };
  const { body } = await session.client.get("CreateUploadHandler", params);
  expect(body.toString()).toContain("a&#9;&#10;&#13;b");
});

test.each(["\u0000", "\u0001\u001f", "\ufffe\uffff"])(
  "what XML forbids (%j) is replaced",
  async (value) => {
    expect(await repeated(value)).toMatch(/^\ufffd+$/);
  },
);

test("a long value is cut, even in the middle of a character", async () => {
  expect(await repeated(`${"x".repeat(63)}😀${"y".repeat(500)}`)).toBe(`${"x".repeat(63)}\ufffd`);
});

test("an answer carries its length and its type, and the connection stays", async () => {
  const response = await fetch(`${session.server.inforouter.baseUrl}/ServerInfo`);
  const body = await response.arrayBuffer();
  expect(response.headers.get("content-length")).toBe(String(body.byteLength));
  expect(response.headers.get("content-type")).toBe("text/xml; charset=utf-8");
  expect(response.headers.get("connection")).toBe("keep-alive");
});
