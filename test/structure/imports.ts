import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageRoot } from "../../src/config/files/package-root.ts";

const IMPORT = /\b(?:from|import)\s*\(?\s*"([^"]+)"/g;

/** Every module of the product, by its path, with what it imports: paths, and names of packages. Types count. */
export function importsByModule(): ReadonlyMap<string, readonly string[]> {
  const root = packageRoot();
  const folders = ["src", "generators", "reporters", "suites", "reference", "bench"];
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", ...folders], {
    cwd: root,
    encoding: "utf8",
  });
  const modules = listed.split("\n").filter((path) => path.endsWith(".ts"));
  return new Map(
    modules.map((path) => {
      const text = readFileSync(join(root, path), "utf8");
      const imported = [...text.matchAll(IMPORT)].map(([, to = ""]) =>
        to.startsWith(".") ? join(dirname(path), to) : to,
      );
      return [path, imported];
    }),
  );
}
