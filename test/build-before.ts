import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * The tests of the command run what is compiled: it has to be what the sources say. Whoever has just compiled
 * them, and knows that nothing was changed since, says so by `ASSAY_BUILT=yes`, as CI does.
 */
export default function buildBefore(): void {
  if (process.env["ASSAY_BUILT"] === "yes") return;
  const compiler = join(createRequire(import.meta.url).resolve("typescript/package.json"), "..");
  const args = [join(compiler, "bin", "tsc"), "-p", "tsconfig.build.json"];
  execFileSync(process.execPath, args, { stdio: "inherit" });
  for (const step of ["dist/src/built-in/keep-specs.js", "ci/bundle.mjs"]) {
    execFileSync(process.execPath, [step], { stdio: "inherit" });
  }
}
