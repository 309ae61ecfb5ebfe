import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import pLimit from "p-limit";
import { describe, expect, test } from "vitest";
import { sampled } from "../sampled.ts";
import { blocksOf, commandsOf, linksOf } from "./page-blocks.ts";
import { openReader } from "./reader.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** Every page, and what its reader has already: files and folders of this repository by their names there. */
const PAGES: readonly {
  readonly page: string;
  readonly files?: Readonly<Record<string, string>>;
}[] = [
  { page: "README.md", files: { "my-rules": "examples/rule-pack" } },
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => ({ page: `docs/${name}` })),
  { page: "examples/python-server/README.md", files: { ".": "examples/python-server" } },
];

/** What no test runs, each with the reason that the page gives. A new one is to be thought about here. */
const NOT_RUN: Readonly<Record<string, readonly string[]>> = {
  "is how Assay itself is installed and tested": ["npm ci && npm start", "npm ci && npm test"],
  "runs in a checkout of Assay": [
    "ASSAY_SAMPLE=all npx vitest run --project tool test/reference/faults.test.ts test/specs",
  ],
  "needs a terminal": ["npx assay watch --target mine --operation DeleteUploadHandler"],
  "needs a cluster": [
    "kubectl apply -f deploy/kubernetes-indexed-job.yaml",
    "id=$(sbatch --parsable --export=ALL,REPORTS=/shared/reports deploy/slurm-array.sh)",
    "sbatch --dependency=afterany:$id --export=ALL,REPORTS=/shared/reports deploy/slurm-merge.sh",
  ],
  "needs a repository of git": [
    "npx assay history add assay-report/report.json --branch assay-history",
    "git push origin assay-history",
  ],
  "needs a Docker daemon": [
    "docker build --tag assay .",
    'docker run --rm --init --user "$(id -u):$(id -g)" --volume "$PWD:/work" assay run --target mine',
  ],
};

/** A page is a few dozen processes; on a machine that does much else they take their time. */
const LONGEST_MS = 600_000;
/** Readers at once: more would only wait for each other. */
const READERS = 2;

describe.concurrent("a reader who types what the page says", () => {
  const inTurn = pLimit(READERS);
  // The first page that is read on each day, and some of the others.
  const kind = ({ page }: (typeof PAGES)[number]) => (page === "README.md" ? "first" : "later");
  const today = sampled(PAGES, { oneIn: 8, name: ({ page }) => page, kind });
  test.each(today)("$page", (each) => inTurn(() => read(each)), LONGEST_MS);
});

/** Types every command of a page, in its order, and expects of each what the page says. */
async function read({ page, files }: (typeof PAGES)[number]): Promise<void> {
  const reader = await openReader(files);
  try {
    const text = readFileSync(join(ROOT, page), "utf8");
    // Where a page does not say it, and brings no targets of its own, the reader has done it before.
    if (!text.includes("\nnpx assay init") && !existsSync(join(reader.cwd, "targets.json"))) {
      await reader.type("npx assay init");
    }
    for (const block of blocksOf(text)) {
      if (block.file !== undefined) await reader.write(block.file, block.text);
      if (block.language !== "sh" || block.noRun !== undefined) continue;
      for (const [index, command] of commandsOf(block).entries()) {
        const { code, said } = await reader.type(command);
        const shown = `${page}:${block.line}: ${command}\n${said}`;
        expect(block.exits[index] ?? [0], shown).toContain(code);
      }
    }
  } finally {
    await reader.leave();
  }
}

test("what cannot be run here is known, with its reason", () => {
  const found: Record<string, readonly string[]> = {};
  for (const { page } of PAGES) {
    for (const block of blocksOf(readFileSync(join(ROOT, page), "utf8"))) {
      if (block.noRun === undefined) continue;
      found[block.noRun] = [...(found[block.noRun] ?? []), ...commandsOf(block)];
    }
  }
  expect(found).toEqual(NOT_RUN);
});

test.each(PAGES)("every link in $page leads to a file or a heading that is there", ({ page }) => {
  const text = readFileSync(join(ROOT, page), "utf8");
  for (const target of linksOf(text)) {
    const [path = "", heading] = target.split("#");
    const file = path === "" ? join(ROOT, page) : join(ROOT, dirname(page), path);
    expect(existsSync(file), `${page}: ${target}`).toBe(true);
    if (heading) expect(headingsOf(readFileSync(file, "utf8")), target).toContain(heading);
  }
});

/** The anchors of a page, as GitHub makes them of its headings. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}
