import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { emptyFolder } from "../cli/assay.ts";

const MAIN = join(import.meta.dirname, "..", "..", "dist", "src", "cli", "main.js");

/** A folder as a user's project: assay is installed in it, and it has a targets file. */
export async function foreignProject(
  target: object = { embedded: true },
): Promise<{ readonly cwd: string; readonly env: NodeJS.ProcessEnv }> {
  const cwd = await emptyFolder();
  const bin = join(cwd, "node_modules", ".bin");
  await mkdir(bin, { recursive: true });
  await chmod(MAIN, 0o755);
  await symlink(MAIN, join(bin, "assay"));
  await writeFile(join(cwd, "package.json"), "{}");
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: { mine: target } }));
  return { cwd, env: environment(cwd, bin) };
}

/** As in a job: without this test's own variables, without colours, and `assay` can be called. */
function environment(home: string, bin: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|TEST$|NODE_ENV$|npm_|GITHUB_|CI$)/.test(name),
  );
  const path = `${bin}:${process.env["PATH"] ?? ""}`;
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    PATH: path,
    NO_COLOR: "1",
    npm_config_update_notifier: "false",
  };
}
