import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../../rules/source/digest.ts";
import { packageRoot } from "./package-root.ts";

/**
 * `sha256:…` of the compiled code of this installation, by path and content: what judged. The version
 * alone does not say it, since anybody can change a file. Undefined where nothing is compiled.
 */
export function toolDigest(): string | undefined {
  const folder = join(packageRoot(), "dist");
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names
    .filter((name) => name.endsWith(".js"))
    .map((name) => ({
      path: name.replaceAll("\\", "/"),
      text: readFileSync(join(folder, name), "utf8"),
    }));
  return digestOf(files);
}
