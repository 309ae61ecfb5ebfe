import { afterEach, describe, expect, test } from "vitest";
import { DIALECTS, selectDialect } from "../../reference/dialects.ts";
import { createLock } from "../../reference/tus/lock.ts";
import { open, type Session } from "./support/session.ts";
import {
  BYTES,
  breakOff,
  create,
  head,
  made,
  offsetOf,
  patch,
  remove,
  slowPatch,
  stored,
  told,
  tus,
} from "./support/tus.ts";

const sessions: Session[] = [];
afterEach(() => Promise.all(sessions.splice(0).map((session) => session.close())));

async function start(dialect = "documented"): Promise<Session> {
  const session = await open({ dialect });
  sessions.push(session);
  return session;
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 50));

const CREATING = DIALECTS.filter(({ tus: policy }) => policy.extensions.includes("creation"));

describe.each(CREATING.filter(({ services }) => services?.includes("tus")))(
  "the dialect $name",
  ({ name }) => {
    test("takes an upload in two parts, and says how far it is", async () => {
      const session = await start(name);
      const { headStatus } = selectDialect(name).tus;
      const created = await create(session, { "upload-length": "11", "upload-metadata": "a Yg==" });
      expect(created.status).toBe(201);
      const path = new URL(String(created.headers["location"]), session.server.url).pathname;
      expect(told(await patch(session, path, 0, "hello"), "Upload-Offset")).toBe(
        "204, Upload-Offset 5",
      );
      expect(told(await head(session, path), "Upload-Offset", "Upload-Length")).toBe(
        `${headStatus}, Upload-Offset 5, Upload-Length 11`,
      );
      expect(told(await patch(session, path, 0, "HELLO"))).toBe("409");
      await patch(session, path, 5, " world");
      expect(await stored(session, path)).toBe("hello world");
      expect(String((await head(session, path)).headers["upload-metadata"])).toBe("a Yg==");
    });
  },
);

test("a server of the core alone makes no uploads, and says so of what it lacks", async () => {
  const session = await start("tus-core");
  const { headers } = await session.client.api("OPTIONS", "/files");
  expect(headers["tus-version"]).toBe("1.0.0");
  expect(headers["tus-extension"]).toBeUndefined();
  expect(told(await create(session), "Allow")).toBe("405, Allow OPTIONS");
  expect(told(await head(session, "/files/0123"))).toBe("404");
});

test.each([
  ["documented", /^http:\/\/127/],
  ["tus-everything", /^\/\/127/],
  ["tus-plain", /^\/files\//],
])("Location in %s is like %s", async (dialect, form) => {
  const { headers } = await create(await start(dialect));
  expect(headers["location"]).toMatch(form);
});

test("every answer names the version, refusals too", async () => {
  const session = await start();
  const path = await made(session);
  const answers = [
    await create(session, { "upload-length": "x" }),
    await patch(session, path, 7, "a"),
    await patch(session, path, 0, "a", { "content-type": "text/plain" }),
    await head(session, "/files/0123"),
    await tus(session, "PUT", path),
    await session.client.api("POST", "/files", { "upload-length": "1" }),
  ];
  expect(answers.map((answer) => told(answer, "Tus-Resumable"))).toEqual(
    [400, 409, 415, 404, 405, 412].map((status) => `${status}, Tus-Resumable 1.0.0`),
  );
});

describe("while a PATCH is under way", () => {
  test.each([
    ["documented", "409"],
    ["tus-plain", "423"],
  ])("another one waits for it or is refused at once: %s, %s", async (dialect, status) => {
    const session = await start(dialect);
    const path = await made(session);
    const slow = await slowPatch(session, path, { announced: 4, bytes: Buffer.from("fo") });
    await moment();
    const second = patch(session, path, 0, "four");
    await moment();
    expect(await slow.finish(Buffer.from("ur"))).toContain("204");
    expect(told(await second)).toBe(status);
    expect(await stored(session, path)).toBe("four");
  });

  test("DELETE waits for it, or ends it", async () => {
    const waiting = await start();
    const path = await made(waiting);
    const slow = await slowPatch(waiting, path, { announced: 4, bytes: Buffer.from("fo") });
    await moment();
    const removed = remove(waiting, path);
    await moment();
    expect(await slow.finish(Buffer.from("ur"))).toContain("204");
    expect(told(await removed)).toBe("204");

    const ending = await start("tus-everything");
    const other = await made(ending);
    const ended = await slowPatch(ending, other, { announced: 4, bytes: Buffer.from("fo") });
    await moment();
    expect(told(await remove(ending, other))).toBe("204");
    expect(await ended.finish(Buffer.from("ur"))).toContain("410");
    expect(told(await head(ending, other))).toBe("410");
  });
});

test.each([
  ["documented", "3000"],
  ["tus-blocks", "0"],
  ["tus-buffered", "0"],
])("of 3000 bytes that came before a PATCH broke off %s keeps %s", async (dialect, kept) => {
  const session = await start(dialect);
  const path = await made(session, { "upload-length": "10000" });
  await breakOff(session, path);
  expect(await offsetOf(session, path)).toBe(kept);
  const rest = Buffer.alloc(10_000 - Number(kept), "y");
  expect(told(await patch(session, path, Number(kept), rest))).toBe("204");
});

test.each([
  ["documented", "413", "0"],
  ["tus-plain", "204", "2"],
])("of more bytes than are left %s says %s and keeps %s", async (dialect, status, kept) => {
  const session = await start(dialect);
  const path = await made(session, { "upload-length": "2" });
  expect(told(await patch(session, path, 0, "four"))).toBe(status);
  expect(await offsetOf(session, path)).toBe(kept);
});

test("a creation with too many bytes, or a wrong checksum, leaves no upload", async () => {
  const session = await start();
  const long = await create(session, { ...BYTES, "upload-length": "2" }, "four");
  expect(told(long, "Location")).toBe("413");
  const wrong = { ...BYTES, "upload-length": "4", "upload-checksum": "md5 AAAA" };
  expect(told(await create(session, wrong, "four"), "Location")).toBe("460");
});

test("an unfinished upload expires, one that goes on or is complete does not", async () => {
  const session = await start("tus-short-lived");
  const [left, going, complete] = [
    await made(session),
    await made(session),
    await made(session, { "upload-length": "0" }),
  ];
  session.wait(2500);
  await patch(session, going, 0, "four");
  session.wait(2500);
  expect(told(await head(session, left))).toBe("404");
  expect(told(await head(session, going))).toBe("200");
  expect(told(await head(session, complete), "Upload-Expires")).toBe("200");
});

test("a final upload waits for its parts where that is offered", async () => {
  const session = await start("tus-everything");
  const part = { "upload-concat": "partial", "upload-length": "3" };
  const [first, second] = [await made(session, part), await made(session, part)];
  const final = await made(session, { "upload-concat": `final;${first} ${second}` });
  expect(told(await head(session, final), "Upload-Length", "Upload-Offset")).toBe(
    "200, Upload-Length 6",
  );
  await patch(session, second, 0, "def");
  await patch(session, first, 0, "abc");
  expect(told(await head(session, final), "Upload-Length", "Upload-Offset")).toBe(
    "200, Upload-Length 6, Upload-Offset 6",
  );
  expect(await stored(session, final)).toBe("abcdef");
  expect(told(await head(session, first))).toBe("410");
});

test("a lock is given on in the order of asking, and not waited for beyond its time", async () => {
  const lock = createLock();
  const first = await lock.take(0);
  expect(await lock.take(0)).toBeUndefined();
  const order: string[] = [];
  const waiting = ["a", "b"].map(async (name) => {
    const release = await lock.take(1000);
    order.push(name);
    release?.();
    release?.();
  });
  expect(await lock.take(10)).toBeUndefined();
  first?.();
  await Promise.all(waiting);
  expect(order).toEqual(["a", "b"]);
  expect(await lock.take(0)).toBeDefined();
});
