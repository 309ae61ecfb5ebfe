import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ObjectStore } from "./object-store.ts";

/** Keeps objects as files of `dir`; keys are made by this server and hold no `..`. */
export function createDirectoryStore(dir: string): ObjectStore {
  return {
    dir,
    put: async (key, bytes) => {
      const file = join(dir, key);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
    },
    delete: (key) => rm(join(dir, key), { force: true }),
  };
}
