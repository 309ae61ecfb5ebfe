import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { launch } from "../../src/run/launch.ts";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const BASE = { cwd: process.cwd(), env: {}, timeoutMs: 10_000 };

test("a server is there once launch resolves, and gone once it was stopped", async () => {
  const port = await freePort();
  const ready = `http://127.0.0.1:${port}/`;
  const program = `console.log("up"); require("http").createServer((q, s) => s.end()).listen(${port})`;
  const launched = await launch({
    ...BASE,
    command: process.execPath,
    args: ["-e", program],
    ready,
  });
  expect((await fetch(ready)).status).toBe(200);
  expect(launched.log()).toEqual(["up"]);
  await launched.stop();
  await expect(fetch(ready)).rejects.toThrow();
});

test.each([
  [
    "a command that is not there",
    "no-such-command-here",
    [],
    /could not launch "no-such-command-here": .*ENOENT/,
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

test("one that is never ready is stopped in time", async () => {
  const args = ["-e", "setInterval(() => {}, 1000)"];
  const ready = "http://127.0.0.1:1/";
  const begun = performance.now();
  await expect(
    launch({ ...BASE, command: process.execPath, args, ready, timeoutMs: 500 }),
  ).rejects.toThrow(/did not answer within 500 ms/);
  expect(performance.now() - begun).toBeLessThan(5000);
});
