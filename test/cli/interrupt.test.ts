import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import reportSchema from "../../reporters/report.schema.json" with { type: "json" };
import type { Report } from "../../src/model/report.ts";
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { compileSchema } from "../../src/schema/validate.ts";
import { assay } from "./assay.ts";
import { servedTarget } from "./served-target.ts";

/** How many moments: `npm run interrupts` asks for 20. */
const MOMENTS = Number(process.env["ASSAY_INTERRUPTS"] ?? 2);
const SEED = Number(process.env["ASSAY_INTERRUPT_SEED"] ?? 20_251);
/** From the start of the run, when nothing is open yet, to the middle of the cases. */
const LATEST_MS = 4000;

/** The same moments for the same seed: mulberry32. */
function randomly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomly(SEED);
const moments = Array.from({ length: MOMENTS }, (_, index) => ({
  command: index % 2 === 1 ? "fuzz" : "run",
  name: index % 2 === 0 ? ("SIGINT" as const) : ("SIGTERM" as const),
  afterMs: Math.round(random() * LATEST_MS),
}));

test.each(moments)(
  "assay $command ends on $name after $afterMs ms with exit code 130, a whole report, and nothing left",
  async ({ command, name, afterMs }) => {
    const { cwd, staged } = await servedTarget();
    // More cases than it has time for.
    const args = command === "run" ? ["run", "--runs", "100000"] : ["fuzz", "--time", "5m"];
    const ended = await assay(args, { cwd, signal: { name, afterMs } });
    expect(ended).toMatchObject({ code: 130 });
    const report = await reportIn(cwd);
    expect(report.run.complete).toBe(false);
    const failed = report.targets[0]?.rules.filter(({ verdict }) => verdict === "fail");
    expect(failed).toEqual([]);
    const { journal } = report.run;
    if (journal !== undefined)
      expect(await assay(["clean", journal], { cwd })).toMatchObject({ code: 0 });
    expect(await staged()).toEqual([]);
    const kept = existsSync(join(cwd, ".assay")) ? await readdir(join(cwd, ".assay")) : [];
    expect(kept.filter((file) => file.startsWith("journal"))).toEqual([]);
    const files = await readdir(join(cwd, "assay-report"));
    expect(files).toEqual(["report.json"]);
  },
);

test("a second Ctrl-C ends the run at once, and says what is left", async () => {
  const { cwd, staged } = await servedTarget();
  const ended = await assay(["run", "--runs", "100000"], {
    cwd,
    signal: { name: "SIGINT", afterMs: LATEST_MS, twice: true },
  });
  expect(ended).toMatchObject({ code: 130, stdout: "" });
  expect(existsSync(join(cwd, "assay-report", "report.json"))).toBe(false);
  const [journal] = /\.assay\/journal-\S+\.jsonl/.exec(ended.stderr) ?? [];
  if (journal !== undefined) {
    expect(await assay(["clean", journal], { cwd })).toMatchObject({ code: 0 });
  }
  expect(await staged()).toEqual([]);
  expect(existsSync(join(cwd, ".assay"))).toBe(false);
});

async function reportIn(cwd: string): Promise<Report> {
  const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
  expect(compileSchema(reportSchema)(parseJsonDocument("report.json", text))).toEqual([]);
  return JSON.parse(text) as Report;
}
