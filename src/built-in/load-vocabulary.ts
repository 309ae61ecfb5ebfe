import { readdirSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "../model/errors.ts";
import type { Vocabulary } from "../run/case/vocabulary.ts";
import type { ServiceAdapter } from "../run/target/open-target.ts";
import { VOCABULARY } from "./vocabulary.ts";

/** The file of a folder of rule files that says what data cannot. */
const ADAPTER_FILES: readonly string[] = ["adapter.js", "adapter.mjs"];

/**
 * The built-in vocabulary, and the adapters in folders of rule files: each `adapter.js` has one as its
 * default export, or several.
 *
 * @throws UsageError (`adapter-invalid`)
 */
export async function loadVocabulary(folders: readonly string[], cwd: string): Promise<Vocabulary> {
  const files = folders.flatMap((folder) => adapterFiles(resolve(cwd, folder)));
  if (files.length === 0) return VOCABULARY;
  const own = await Promise.all(files.map((file) => adaptersOf(file, cwd)));
  return withAdapters(VOCABULARY, own.flat());
}

/** With further adapters; one for a built-in service takes the place of its own. */
export function withAdapters(vocabulary: Vocabulary, own: readonly ServiceAdapter[]): Vocabulary {
  const adapters = new Map(vocabulary.adapters);
  for (const adapter of own) adapters.set(adapter.service, adapter);
  return { ...vocabulary, adapters };
}

function adapterFiles(folder: string): readonly string[] {
  // A folder that is not there is told by whoever reads its rule files.
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => ADAPTER_FILES.includes(basename(name)) && !name.includes("node_modules"))
    .sort()
    .map((name) => join(folder, name));
}

async function adaptersOf(file: string, cwd: string): Promise<readonly ServiceAdapter[]> {
  const at = { file: relative(cwd, file) };
  const problem = (message: string, cause?: unknown): UsageError =>
    new UsageError("adapter-invalid", [{ message, at, hint: HINT }], { cause });
  const module = await import(pathToFileURL(file).href).catch((cause: unknown) => {
    throw problem(`cannot be loaded: ${(cause as Error).message}`, cause);
  });
  const given = [(module as { readonly default?: unknown }).default ?? []].flat();
  if (given.length === 0) throw problem("has no default export");
  return given.map((one: unknown) => {
    const service = typeof one === "object" && one !== null && "service" in one && one.service;
    if (typeof service !== "string") throw problem("its default export names no service");
    return one as ServiceAdapter;
  });
}

const HINT = 'export default { service: "my-api", encode, read }';
