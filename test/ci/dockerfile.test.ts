import { existsSync } from "node:fs";
import { cp, mkdir, readFile, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { validate } from "dockerfile-utils";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../cli/assay.ts";
import { runScript } from "./run-script.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const dockerfile = await readFile(join(ROOT, "Dockerfile"), "utf8");
const ignored = (await readFile(join(ROOT, ".dockerignore"), "utf8"))
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));

/** From, to: what the image takes over from the stage that builds. */
const copied = [...dockerfile.matchAll(/^COPY --from=build \/assay\/(\S+) (\S+)$/gm)].map(
  ([, from = "", to = ""]) => ({ from, to }),
);

describe("Dockerfile", () => {
  test("is free of what a linter finds", () => {
    expect(validate(dockerfile)).toEqual([]);
  });

  test("does not run as root, and takes its command's arguments", () => {
    expect(instructions("USER")).toEqual(["node"]);
    expect(instructions("ENTRYPOINT")).toEqual(['["assay"]']);
  });

  test("builds from what is there, with nothing in the way of it", () => {
    const [own = ""] = instructions("COPY");
    const sources = own.split(" ").slice(0, -1);
    for (const source of [...sources, "src", "specs", "reporters", "tsconfig.build.json"]) {
      expect(existsSync(join(ROOT, source)), source).toBe(true);
      expect(ignored, source).not.toContain(source);
    }
    for (const kept of ["node_modules", ".env", ".git", "dist"]) expect(ignored).toContain(kept);
  });

  test("takes into the image what the command needs, and no more is needed", async () => {
    const image = await emptyFolder();
    for (const { from, to } of copied) {
      const path = to.endsWith("/") ? join(to, from.split("/").at(-1) ?? "") : to;
      await mkdir(dirname(join(image, path)), { recursive: true });
      if (from === "node_modules") await symlink(join(ROOT, from), join(image, path));
      else await cp(join(ROOT, from), join(image, path), { recursive: true });
    }
    const main = join(image, "dist/src/cli/main.js");
    const cwd = await emptyFolder();
    const env = { PATH: process.env["PATH"], NO_COLOR: "1" };
    const args = ["--operation", "LogOut", "--runs", "1", "--quiet", "--format", "html"];
    await runScript([process.execPath, main, "init"], { cwd, env });
    const { code, stderr } = await runScript([process.execPath, main, "run", ...args], {
      cwd,
      env,
    });
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });
});

function instructions(name: string): readonly string[] {
  const lines = [...dockerfile.matchAll(new RegExp(`^${name} (.*)$`, "gm"))];
  return lines.map(([, rest = ""]) => rest);
}
