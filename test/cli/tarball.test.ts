import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { emptyFolder } from "./assay.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "..", "..");

/** What `npm pack` packs, unpacked where an installation would put it, beside its dependencies alone. */
async function installed(): Promise<string> {
  const project = await emptyFolder();
  const pack = ["pack", "--ignore-scripts", "--silent", "--pack-destination", project];
  await run("npm", pack, { cwd: ROOT });
  const [tarball = ""] = (await readdir(project)).filter((name) => name.endsWith(".tgz"));
  const modules = join(project, "node_modules");
  await mkdir(join(modules, "assay"), { recursive: true });
  await run("tar", [
    "-xzf",
    join(project, tarball),
    "-C",
    join(modules, "assay"),
    "--strip-components=1",
  ]);
  const manifest = JSON.parse(await readFile(join(modules, "assay", "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(manifest.dependencies)) {
    await mkdir(join(modules, name, ".."), { recursive: true });
    await symlink(join(ROOT, "node_modules", name), join(modules, name));
  }
  return project;
}

test("the tarball works elsewhere, with nothing but the package: init, then run", async () => {
  const cwd = await installed();
  const main = join(cwd, "node_modules", "assay", "dist", "src", "cli", "main.js");
  const env = { PATH: process.env["PATH"] ?? "", NO_COLOR: "1" };
  await run(process.execPath, [main, "init"], { cwd, env });
  const { stdout } = await run(process.execPath, [main, "run", "--runs", "5"], { cwd, env });
  expect(stdout).toContain("reference conforms");
  expect(await readdir(join(cwd, "assay-report"))).toEqual(["report.json"]);
});
