import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { linksOf } from "../docs/page-blocks.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "..", "..");

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

test("every link of a page that is packed leads to what is packed, too", async () => {
  const pack = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const { stdout } = await run("npm", pack, { cwd: ROOT, maxBuffer: 16 * 1024 * 1024 });
  const files = (JSON.parse(stdout) as readonly Packed[]).flatMap((one) =>
    one.files.map(({ path }) => path),
  );
  const isPacked = (path: string): boolean =>
    files.includes(path) || files.some((file) => file.startsWith(`${path}/`));
  const pages = files.filter((file) => file.endsWith(".md"));
  expect(pages).toEqual(expect.arrayContaining(["README.md", "docs/write-a-rule.md"]));
  for (const page of pages) {
    const links = linksOf(await readFile(join(ROOT, page), "utf8"));
    for (const target of links.filter((link) => !link.startsWith("#"))) {
      const path = posix.join(posix.dirname(page), target.split("#")[0] ?? "").replace(/\/$/, "");
      expect(isPacked(path), `${page}: ${target}`).toBe(true);
    }
  }
  expect(files).toEqual(expect.arrayContaining(["LICENSE", "SECURITY.md", "action.yml"]));
});
