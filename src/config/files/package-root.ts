import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package: the nearest one upwards that has a package.json and the rule files. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (
    !(
      existsSync(join(folder, "package.json")) &&
      existsSync(join(folder, "specs", "statements.yaml"))
    )
  ) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("the package's own files are not where they belong");
    folder = parent;
  }
  return folder;
}
