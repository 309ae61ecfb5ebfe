import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Runs `work` in a folder of its own that holds these files, and removes the folder again. */
export function withFiles<T>(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => T,
): T {
  const folder = mkdtempSync(join(tmpdir(), "assay-config-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A targets file with the single target `acme`. */
export function acme(target: unknown): string {
  return JSON.stringify({ targets: { acme: target } }, null, 2);
}

/** A targets file whose `acme` is an infoRouter with these fields. */
export function acmeInfoRouter(fields: object, others: object = {}): string {
  const inforouter = { baseUrl: "http://127.0.0.1:1/srv.asmx", ...fields };
  return acme({ services: { inforouter }, ...others });
}
