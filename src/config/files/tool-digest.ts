import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../../rules/source/digest.ts";
import { packageRoot } from "./package-root.ts";

/** What a package has of compiled code, beside the chunks: see ci/bundle.mjs. In a checkout more is compiled for tests. */
const ENTRIES = [
  "src/cli/main.js",
  "src/index.js",
  "src/prove/proof-worker.js",
  "suites/services.suite.js",
];

/**
 * `sha256:…` of the compiled code of this installation, by path and content: what judged. The version
 * alone does not say it, since anybody can change a file. Undefined where nothing is compiled.
 */
export function toolDigest(): string | undefined {
  const folder = join(packageRoot(), "dist");
  const chunks = join(folder, "chunks");
  if (!existsSync(chunks)) return undefined;
  const paths = [...ENTRIES, ...readdirSync(chunks).map((name) => `chunks/${name}`)];
  return digestOf(paths.map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") })));
}
