import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../src/model/report.ts";
import { assay } from "../cli/assay.ts";

export interface RealReport {
  readonly html: string;
  readonly report: Report;
}

/** What `assay run --format html` writes about some targets. */
export async function realReport(
  targets: Readonly<Record<string, unknown>>,
  args: readonly string[],
): Promise<RealReport> {
  const cwd = await mkdtemp(join(tmpdir(), "assay-browser-"));
  try {
    await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
    const { stderr } = await assay(
      ["run", "--target", "all", "--seed", "7", "--format", "html", "--quiet", ...args],
      { cwd },
    );
    const read = (name: string): Promise<string> =>
      readFile(join(cwd, "assay-report", name), "utf8").catch(() => {
        throw new Error(`the run wrote no ${name}: ${stderr}`);
      });
    return {
      html: await read("report.html"),
      report: JSON.parse(await read("report.json")) as Report,
    };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}
