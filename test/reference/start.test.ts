import { access, mkdtemp, readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { startReferenceServer } from "../../reference/server.ts";
import { say } from "./support/answer.ts";
import { open } from "./support/session.ts";

test("an unknown fault is refused with near names", async () => {
  const start = startReferenceServer({ faults: ["delete-upload-is-a-noop"] });
  await expect(start).rejects.toMatchObject({
    code: "fault-unknown",
    message: expect.stringContaining("delete-upload-is-a-no-op"),
  });
});

test("an unknown dialect is refused with near names", async () => {
  const start = startReferenceServer({ dialect: "documentd" });
  await expect(start).rejects.toMatchObject({
    code: "dialect-unknown",
    message: expect.stringContaining("documented"),
  });
});

test("two servers of one process share nothing", async () => {
  const [one, two] = await Promise.all([open(), open()]);
  try {
    expect(one.server.url).not.toBe(two.server.url);
    const params = { AuthenticationTicket: one.alice };
    expect(say(await two.client.get("isValidTicket", params))).toContain("[901]");
    const id = await one.create();
    expect(say(await two.chunk(id, "a"))).toBe("false: Invalid upload handler.");
  } finally {
    await Promise.all([one.close(), two.close()]);
  }
});

test("closing removes the temporary directories and may be repeated", async () => {
  const session = await open();
  const root = dirname(session.server.inforouter.probes.stagingDir);
  await session.filled("content");
  await session.stage();
  await access(root);
  await session.close();
  await session.server.close();
  await expect(access(root)).rejects.toMatchObject({ code: "ENOENT" });
});

test("closing does not wait for a request that was broken off before it was read", async () => {
  // Each request is kept for a moment before anybody reads its body.
  const session = await open({ faults: ["pipelined-answers-come-as-they-are-done"] });
  const { hostname, port } = new URL(session.server.url);
  const head = `Host: ${hostname}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100`;
  for (const line of ["POST /srv.asmx/LogOut", "POST /files", "PATCH /files/none"]) {
    const socket = connect(Number(port), hostname);
    await new Promise<void>((sent) =>
      socket.write(`${line} HTTP/1.1\r\n${head}\r\n\r\nabc`, () => sent()),
    );
    socket.destroy();
  }
  await session.close();
});

test("closing empties a staging directory that was given, and leaves the directory", async () => {
  const dir = await mkdtemp(join(tmpdir(), "assay-test-"));
  try {
    const session = await open({ stagingDir: dir });
    await session.filled("content");
    await session.stage();
    expect(await readdir(dir)).toHaveLength(2);
    await session.close();
    expect(await readdir(dir)).toEqual([]);
  } finally {
    await rm(dir, { recursive: true });
  }
});

test("a port that is taken is an error of the system", async () => {
  const session = await open();
  const port = Number(new URL(session.server.url).port);
  await expect(startReferenceServer({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  await session.close();
});
