import { readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { UsageError } from "../../model/errors.ts";
import type { SpecFile } from "../../rules/source/spec-file.ts";
import { packageRoot } from "./package-root.ts";
import { readText } from "./read-text.ts";

/**
 * The built-in rule files, and those of further folders, with paths as a user would type them.
 *
 * @throws UsageError `specs-missing` for a folder that is not there or holds no rule file,
 *   `specs-unreadable` for a file
 */
export function readSpecs(folders: readonly string[], cwd: string): readonly SpecFile[] {
  const builtIn = join(packageRoot(), "specs");
  const own = yamlFiles(builtIn).map((path) => read(path, join("specs", relative(builtIn, path))));
  const more = folders.flatMap((folder) => {
    const absolute = resolve(cwd, folder);
    if (!statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) {
      throw missing(`there is no folder "${folder}" with rule files`);
    }
    const paths = yamlFiles(absolute);
    if (paths.length === 0) throw missing(`the folder "${folder}" holds no .yaml file`);
    return paths.map((path) => read(path, relative(cwd, path)));
  });
  return [...own, ...more];
}

function read(path: string, shown: string): SpecFile {
  try {
    return { path: shown, text: readText(path) };
  } catch (cause) {
    const message = `cannot be read: ${(cause as Error).message}`;
    const problem = { message, at: { file: shown }, hint: "make it readable, or take it away" };
    throw new UsageError("specs-unreadable", [problem], { cause });
  }
}

/** A folder may have any name; what is neither a file nor leads to one, such as a pipe, is none to read. */
function yamlFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? true);
}

function missing(message: string): UsageError {
  return new UsageError("specs-missing", [
    { message, hint: "give --specs the folder that holds your rule files" },
  ]);
}
