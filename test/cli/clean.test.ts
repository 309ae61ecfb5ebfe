import { existsSync, statSync } from "node:fs";
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { assay, emptyFolder, MAIN } from "./assay.ts";
import { entryOf, servedTarget } from "./served-target.ts";

/** A journal of so many bytes has the things of many cases in it. */
const BUSY_BYTES = 8_000;
const POLL_MS = 20;

/** Starts a run, calls `during` once its journal is busy, and kills it as `kill -9` does. */
async function killedRun(
  cwd: string,
  args: readonly string[],
  during: (journal: string) => Promise<void> = async () => undefined,
): Promise<string> {
  let journal = "";
  await assay(["run", "--runs", "100000", "--quiet", ...args], {
    cwd,
    onStart: async (child) => {
      while (child.exitCode === null && journal === "") {
        const names = await readdir(join(cwd, ".assay")).catch(() => []);
        const [name] = names.filter((one) => one.startsWith("journal"));
        const path = join(cwd, ".assay", name ?? "");
        if (name !== undefined && statSync(path).size > BUSY_BYTES) journal = path;
        else await sleep(POLL_MS);
      }
      await during(journal).finally(() => child.kill("SIGKILL"));
    },
  });
  return journal;
}

test("a run that was killed leaves a journal, by which everything it left is removed", async () => {
  const { cwd, server, staged } = await servedTarget();
  const journal = await killedRun(cwd, ["--service", "inforouter"], async (busy) => {
    const early = await assay(["clean", busy], { cwd });
    expect(early).toMatchObject({ code: 2 });
    expect(early.stderr).toMatch(/is still using what/);
  });
  const text = await readFile(journal, "utf8");
  for (const { uid, pwd } of Object.values(server.inforouter.users)) {
    expect(text).not.toContain(pwd);
    expect(uid).not.toBe("");
  }
  const copy = join(cwd, "copy.jsonl");
  await copyFile(journal, copy);

  // The same name, but a server on which the documents of this one are none of ours.
  const elsewhere = await emptyFolder();
  const targets = { acme: entryOf(server, "http://127.0.0.1:1") };
  await writeFile(join(elsewhere, "targets.json"), JSON.stringify({ targets }));
  const wrong = ["clean", journal, "--targets", join(elsewhere, "targets.json")];
  const refused = await assay(wrong, { cwd });
  expect(refused).toMatchObject({ code: 2 });
  expect(refused.stderr).toMatch(/was written against .* is now http:\/\/127\.0\.0\.1:1/);

  const cleaned = await assay(["clean", journal], { cwd });
  expect(cleaned).toMatchObject({ code: 0 });
  expect(cleaned.stdout).toMatch(/^acme\n {2}ok {2}gone: .*handler/);
  expect(cleaned.stdout).toContain("nothing is left");
  expect(await staged()).toEqual([]);
  expect(existsSync(join(cwd, ".assay"))).toBe(false);

  // What is gone already is fine.
  const again = join(cwd, "again.jsonl");
  await copyFile(copy, again);
  expect(await assay(["clean", again], { cwd })).toMatchObject({ code: 0 });

  await server.close();
  const down = await assay(["clean", copy], { cwd });
  expect(down).toMatchObject({ code: 3 });
  expect(down.stdout).toContain("nothing listens there");
  expect(existsSync(copy)).toBe(true);
});

test("the server that a killed run launched is ended, with what it started", async () => {
  const cwd = await emptyFolder();
  const port = await freePort();
  const { server } = await servedTarget();
  await server.close();
  const url = `http://127.0.0.1:${port}`;
  const args = [MAIN, "serve", "--port", String(port)];
  const launch = { command: process.execPath, args, timeoutMs: 60_000 };
  const targets = { acme: { ...entryOf(server, url), launch } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  const journal = await killedRun(cwd, []);
  expect((await fetch(url)).status).toBeGreaterThan(0);
  const cleaned = await assay(["clean", journal], { cwd });
  expect(cleaned).toMatchObject({ code: 0 });
  expect(cleaned.stdout).toContain("1 process");
  await expect(fetch(url)).rejects.toThrow();
});

test.each([
  ["no file", undefined, /cannot read "journal"/],
  ["another file", "{}\n", /journal:1: this is not a journal/],
])("%s is an error that says what is wrong", async (_, text, says) => {
  const cwd = await emptyFolder();
  if (text !== undefined) await writeFile(join(cwd, "journal"), text);
  const ended = await assay(["clean", "journal"], { cwd });
  expect(ended).toMatchObject({ code: 2 });
  expect(ended.stderr).toMatch(says);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
