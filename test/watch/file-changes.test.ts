import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { watchFiles } from "../../src/watch/file-changes.ts";
import { emptyFolder } from "../cli/assay.ts";

/** A server's folder that is watched, with all that was told of it. */
async function watched(): Promise<{
  readonly path: (name: string) => string;
  readonly told: (readonly [what: readonly string[], files: readonly string[]])[];
  isJudging: boolean;
}> {
  const folder = await emptyFolder();
  const path = (name: string): string => join(folder, name);
  await mkdir(path("uploads"));
  for (const name of ["main.js", "other.js", "targets.json"]) await writeFile(path(name), "");
  const seen = { path, told: [] as [readonly string[], readonly string[]][], isJudging: false };
  const files = await watchFiles(
    {
      servers: [{ folder }],
      rules: [path("rules")],
      targets: [path("targets.json"), path(".env")],
      written: [],
    },
    {
      isJudging: () => seen.isJudging,
      onChange: (what, paths) => void seen.told.push([what, paths]),
      onProblem: (message) => expect.unreachable(message),
    },
  );
  onTestFinished(() => files.close());
  return seen;
}

test("what is saved together is told once", async () => {
  const { path, told } = await watched();
  await Promise.all([writeFile(path("main.js"), "1"), writeFile(path("targets.json"), "{}")]);
  await vi.waitFor(() => expect(told).not.toEqual([]), 5_000);
  const [[what, files] = [[], []], ...more] = told;
  expect([...what].sort()).toEqual(["server", "targets"]);
  expect([...files].sort()).toEqual([path("main.js"), path("targets.json")]);
  expect(more).toEqual([]);
});

test("a file that an editor puts in place of another is seen, each time, and one that comes up later", async () => {
  const { path, told } = await watched();
  for (const text of ["1", "2"]) {
    told.length = 0;
    await writeFile(path(".main.js.new"), text);
    await rename(path(".main.js.new"), path("main.js"));
    await vi.waitFor(() => expect(told).toEqual([[["server"], [path("main.js")]]]), 5_000);
  }
  told.length = 0;
  await writeFile(path(".env"), "A=1");
  await vi.waitFor(() => expect(told).toEqual([[["targets"], [path(".env")]]]), 5_000);
});

test("what comes up while the server is judged is its own, also afterwards; what was there is not", async () => {
  const seen = await watched();
  const { path, told } = seen;
  seen.isJudging = true;
  await writeFile(path("uploads/1.bin"), "1");
  await writeFile(path("main.js"), "1");
  await vi.waitFor(() => expect(told).toEqual([[["server"], [path("main.js")]]]), 5_000);
  seen.isJudging = false;
  told.length = 0;
  await writeFile(path("uploads/1.bin"), "2");
  await rm(path("uploads/1.bin"));
  // By the time that this is told, whatever came before it has been.
  await writeFile(path("other.js"), "1");
  await vi.waitFor(() => expect(told).toEqual([[["server"], [path("other.js")]]]), 5_000);
});
