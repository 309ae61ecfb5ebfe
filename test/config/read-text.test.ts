import { execFile, spawn } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { readBytes, readText } from "../../src/config/files/read-text.ts";
import { emptyFolder } from "../cli/assay.ts";

test("a file is read, also through a link", async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, "a"), "Grüße");
  await symlink("a", join(folder, "b"));
  expect(readText(join(folder, "b"))).toBe("Grüße");
  expect(readBytes(join(folder, "a"))).toEqual(Buffer.from("Grüße"));
});

test("what is larger than its bound is not read", async () => {
  const file = join(await emptyFolder(), "a");
  await writeFile(file, "x".repeat(3 * 1024 * 1024));
  expect(() => readText(file, { mostBytes: 2 * 1024 * 1024 })).toThrow("it has more than 2 MiB");
  expect(readText(file, { mostBytes: 3 * 1024 * 1024 })).toHaveLength(3 * 1024 * 1024);
});

test("a link to a device, and a pipe that nobody writes to, are told and not read", async () => {
  const folder = await emptyFolder();
  await symlink("/dev/zero", join(folder, "zero"));
  await promisify(execFile)("mkfifo", [join(folder, "pipe")]);
  for (const name of ["zero", "pipe"]) {
    expect(() => readText(join(folder, name))).toThrow("it is a device or a pipe, not a file");
  }
});

test("what the system says of a file is told", async () => {
  const folder = await emptyFolder();
  await mkdir(join(folder, "d"));
  expect(() => readText(join(folder, "d"))).toThrow(/EISDIR/);
  expect(() => readText(join(folder, "none"))).toThrow(/ENOENT/);
});

test("a device that is named as one is read, up to the bound", () => {
  expect(() => readText("/dev/zero", { mostBytes: 1024 * 1024 })).toThrow("more than 1 MiB");
  expect(readText("/dev/null")).toBe("");
});

test("a pipe of a shell is read as a report is", async () => {
  const main = join(import.meta.dirname, "..", "..", "dist", "src", "cli", "main.js");
  const script = `"$0" "$1" report <(echo '{"format":1}')`;
  const child = spawn("bash", ["-c", script, process.execPath, main], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(Buffer.concat(said).toString()).toMatch(/^error: \/dev\/fd\/\d+:/);
  expect(code).toBe(2);
});
