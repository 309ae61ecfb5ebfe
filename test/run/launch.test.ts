import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { launch } from "../../src/run/target/launch.ts";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const BASE = { cwd: process.cwd(), env: {}, timeoutMs: 10_000 };
const NODE = { ...BASE, command: process.execPath };

test("a server is there once launch resolves, and gone once it was stopped", async () => {
  const port = await freePort();
  const ready = `http://127.0.0.1:${port}/`;
  const program = `console.log("up"); require("http").createServer((q, s) => s.end()).listen(${port})`;
  const launched = await launch({ ...NODE, args: ["-e", program], ready });
  expect((await fetch(ready)).status).toBe(200);
  expect(launched.log()).toBe("up\n");
  await launched.stop();
  await expect(fetch(ready)).rejects.toThrow();
  expect(launched.log()).toBe("up\n(it ended with SIGTERM)\n");
});

test("what it started ends with it, also when that does not listen to reason", async () => {
  const port = await freePort();
  const ready = `http://127.0.0.1:${port}/`;
  const child = `process.on("SIGTERM", () => {}); require("http").createServer((q, s) => s.end()).listen(${port})`;
  // What was started itself is gone at once: only its child serves.
  const program = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" }); setInterval(() => {}, 1000)`;
  const launched = await launch({ ...NODE, args: ["-e", program], ready });
  expect((await fetch(ready)).status).toBe(200);
  await launched.stop();
  await expect(fetch(ready)).rejects.toThrow();
});

/** Answers 503 first, and from then on with 200 where it is to come up. */
const slowly = (port: number, comesUp: boolean): string =>
  `let asked = 0; require("http").createServer((q, s) => s.writeHead(${comesUp} && asked++ > 1 ? 200 : 503).end()).listen(${port})`;

test("a server that answers 503 is not ready yet", async () => {
  const port = await freePort();
  const ready = `http://127.0.0.1:${port}/`;
  const launched = await launch({ ...NODE, args: ["-e", slowly(port, true)], ready });
  expect((await fetch(ready)).status).toBe(200);
  await launched.stop();
});

test("a server that answers nothing but 503 is told", async () => {
  const port = await freePort();
  const ready = `http://127.0.0.1:${port}/`;
  const options = { ...NODE, args: ["-e", slowly(port, false)], ready, timeoutMs: 3000 };
  await expect(launch(options)).rejects.toThrow(`${ready} still answered HTTP 503 after 3000 ms`);
});

test("of what it prints only the end is kept", async () => {
  const port = await freePort();
  const program = `for (let i = 0; i < 20000; i++) console.log("line " + i); require("http").createServer((q, s) => s.end()).listen(${port})`;
  const ready = `http://127.0.0.1:${port}/`;
  const launched = await launch({ ...NODE, args: ["-e", program], ready });
  // The last of it may come a moment after the first answer.
  await expect.poll(() => launched.log()).toMatch(/line 19999\n$/);
  expect(launched.log().length).toBeLessThan(100_000);
  await launched.stop();
});

test.each([
  [
    "a command that is not there",
    "no-such-command-here",
    [],
    /could not launch "no-such-command-here": there is no command .*ENOENT/,
  ],
  [
    "one that ends at once",
    process.execPath,
    ["-e", "console.error('no licence'); process.exit(7)"],
    /exit code 7.*no licence/,
  ],
] as const)("%s is told with what it said", async (_, command, args, says) => {
  const ready = "http://127.0.0.1:1/";
  await expect(launch({ ...BASE, command, args, ready })).rejects.toThrow(says);
});

test("one whose port another server has is not started", async () => {
  const other = createHttpServer((_, response) => response.end());
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  const ready = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
  await expect(launch({ ...NODE, args: ["-e", "0"], ready })).rejects.toThrow(
    /answers already: another server has its port/,
  );
});

test("one that is never ready is stopped in time", async () => {
  const args = ["-e", "setInterval(() => {}, 1000)"];
  const ready = "http://127.0.0.1:1/";
  const begun = performance.now();
  await expect(launch({ ...NODE, args, ready, timeoutMs: 500 })).rejects.toThrow(
    /did not answer within 500 ms/,
  );
  expect(performance.now() - begun).toBeLessThan(5000);
});

test("an interrupt ends the wait", async () => {
  const args = ["-e", "setInterval(() => {}, 1000)"];
  const signal = AbortSignal.timeout(300);
  const ready = "http://127.0.0.1:1/";
  await expect(launch({ ...NODE, args, ready }, { signal })).rejects.toThrow(/was interrupted/);
});
