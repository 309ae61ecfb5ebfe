import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import reportSchema from "../../reporters/report.schema.json" with { type: "json" };
import type { Report, RuleReport } from "../../src/model/report.ts";
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { compileSchema } from "../../src/schema/validate.ts";
import { isWhole, sampled } from "../sampled.ts";
import { assay } from "./assay.ts";
import { servedTarget } from "./served-target.ts";

/** Ten moments, in milliseconds from when the first failure was told. */
const MOMENTS = Array.from({ length: 10 }, (_, moment) => moment * 700);
/** What is promised: of what was told so long before the end nothing is lost. */
const PROMISED_MS = 2000;
/** Of many operations, each with several rules: a failure is told at once, a pass with its operation. */
const FAULTS = [
  "create-ignores-asked-size",
  "create-swaps-ticket-errors",
  "delete-upload-checks-ticket-before-guid",
  "delete-download-fails-without-error-text",
  "get-download-omits-document-name",
  "document-exists-crc-is-inverted",
  "api-404-is-html",
  "delete-api-answers-202",
];

/** A line of the terminal that tells what became of something, and when it came. */
interface Told {
  readonly line: string;
  readonly at: number;
}

/** `✘ 2 s  acme: rule [get]: MUST: why`, or `? …: not judged: why`. */
const VERDICT = /^[✘!?] [^:]*? {2}acme: (?<rule>\S+) \[(?<binding>\S+)\]: /;
/** `✔ acme: service Operation: 1 fail, 12 pass (40 cases, 2 s)`: every verdict of it has fallen. */
const DONE = /^[✘✔?] acme: (?<service>\S+) (?<operation>\S+): (?<counts>.*) \(/;

test.each(sampled(MOMENTS, { oneIn: 5, name: String }))(
  "a run that is killed with -9, %i ms after the first failure, leaves a report of what it told",
  async (afterMs) => {
    const { cwd } = await servedTarget({ faults: FAULTS });
    const { told, killedAt } = await killed(["run", "--seed", "1", "--runs", "20"], {
      cwd,
      afterMs,
    });
    const folder = join(cwd, "assay-report");
    expect(existsSync(join(folder, "report.json"))).toBe(false);

    const file = join(folder, "verdicts.jsonl");
    const shown = await assay(["report", file], { cwd });
    expect([shown.code, shown.stdout]).toEqual([130, expect.stringContaining("did not complete")]);
    expect(await assay(["report", file, "--format", "json"], { cwd })).toMatchObject({ code: 130 });
    const report = await reportAt(join(folder, "report.json"));
    expect(report.run).toMatchObject({ complete: false, seed: 1 });
    const [target] = report.targets;

    const rules = target?.rules ?? [];
    // More than is promised: nothing that was told at all is lost.
    const lost = told.filter(({ line }) => !isIn(line, rules));
    expect(lost).toEqual([]);
    expect(told.length).toBeGreaterThan(0);
    const open = rules.filter(({ reason }) => reason === "the run ended before it was judged");
    expect(open.length).toBeGreaterThan(0);
    if (!isWhole) return;
    const early = told.filter(({ at }) => at < killedAt - PROMISED_MS).length;
    const youngest = killedAt - Math.max(...told.map(({ at }) => at));
    process.stderr.write(
      `killed after ${afterMs} ms: ${verdictsIn(rules)} verdicts in the report; of ${told.length} lines, ${early} of them more than ${PROMISED_MS} ms old, ${lost.length} lost; the last was ${youngest.toFixed(0)} ms old\n`,
    );
  },
);

/** Runs the command, kills it so long after its first failure was told, and says what was told until then. */
async function killed(
  args: readonly string[],
  { cwd, afterMs }: { readonly cwd: string; readonly afterMs: number },
): Promise<{ readonly told: readonly Told[]; readonly killedAt: number }> {
  const told: Told[] = [];
  let killedAt = Number.NaN;
  const ended = await assay(args, {
    cwd,
    onStart: (child) => {
      let rest = "";
      let isCounting = false;
      child.stderr?.on("data", (more: string) => {
        const lines = (rest + more).split("\n");
        rest = lines.pop() ?? "";
        const at = performance.now();
        // What is read after the signal was written before it all the same.
        const news = lines.filter((line) => VERDICT.test(line) || DONE.test(line));
        told.push(...news.map((line) => ({ line, at })));
        if (isCounting || !news.some((line) => VERDICT.test(line))) return;
        isCounting = true;
        void sleep(afterMs).then(() => {
          killedAt = performance.now();
          child.kill("SIGKILL");
        });
      });
    },
  });
  expect(ended.code, ended.stderr).toBe(null);
  return { told, killedAt };
}

function isIn(line: string, rules: readonly RuleReport[]): boolean {
  const { rule = "", binding = "" } = VERDICT.exec(line)?.groups ?? {};
  if (rule !== "") {
    const kind = rules.find(({ id }) => id === rule)?.bindings[binding];
    return kind === (line.startsWith("?") ? "inconclusive" : "fail");
  }
  const { service, operation, counts } = DONE.exec(line)?.groups ?? {};
  const own = rules.filter((one) => one.service === service && one.operation === operation);
  const kinds = own.flatMap(({ bindings }) => Object.values<string>(bindings));
  const number = (kind: string) => kinds.filter((one) => one === kind).length;
  return (counts ?? "").split(", ").every((part) => {
    const [, times = "", kind = ""] = /^([\d,]+) (.+)$/.exec(part) ?? [];
    return number(kind.replace(" ", "-")) === Number(times.replace(",", ""));
  });
}

/** Those that had fallen. */
function verdictsIn(rules: readonly RuleReport[]): number {
  return rules.reduce((sum, { bindings, reasons = {} }) => {
    const isOpen = (name: string) => reasons[name] === "the run ended before it was judged";
    return sum + Object.keys(bindings).filter((name) => !isOpen(name)).length;
  }, 0);
}

async function reportAt(path: string): Promise<Report> {
  const text = await readFile(path, "utf8");
  expect(compileSchema(reportSchema)(parseJsonDocument("report.json", text))).toEqual([]);
  return JSON.parse(text) as Report;
}
