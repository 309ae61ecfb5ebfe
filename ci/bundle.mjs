// The last step of `npm run build`: puts what belongs together into few files. To find, open and read some 900 modules
// took a third of the time until a command began. Packages of others stay where npm puts them.
import { rm } from "node:fs/promises";
import { build } from "esbuild";

/** What is opened by its path: the command, the library, and what threads begin with. They share their modules. */
const ENTRIES = [
  "src/cli/main.ts",
  "src/index.ts",
  "src/prove/proof-worker.ts",
  "suites/services.suite.ts",
];

// Their names change with what they hold.
await rm("dist/chunks", { recursive: true, force: true });
await build({
  entryPoints: ENTRIES,
  outdir: "dist",
  outbase: ".",
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
  logLevel: "warning",
});
