import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import reportSchema from "../../reporters/report.schema.json" with { type: "json" };
import type { Report } from "../../src/model/report.ts";
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { compileSchema } from "../../src/schema/validate.ts";
import { hasPython } from "../examples/judge-example.ts";
import { randomly } from "../hostile/randomly.ts";
import { isWhole, sampled } from "../sampled.ts";
import { assay } from "./assay.ts";
import { filesBelow, type Interrupted, interrupted, WAYS, type Way } from "./interrupted.ts";
import { COMMANDS, type Interruptible } from "./interrupted-commands.ts";
import { servedTarget } from "./served-target.ts";

/** `npm run interrupts` asks for all moments of the seed. */
const ALL = 200;
const SEED = Number(process.env["ASSAY_INTERRUPT_SEED"] ?? 20_251);
const ASKED = Number(process.env["ASSAY_INTERRUPTS"] ?? 0);
/** From the first signal to the end. */
const END_MS = Number(process.env["ASSAY_INTERRUPT_END_MS"] ?? 5000) + 1000;
/** A process of ours that ends with another one has a moment for it. */
const GONE_MS = 2000;

interface Moment {
  readonly command: string;
  readonly way: Way;
  /** From when it has begun, or from its start: when it listens to nobody yet. */
  readonly hasBegun: boolean;
  /** A part of the time in which it may be interrupted. */
  readonly at: number;
}

const random = randomly(SEED);
const names = Object.keys(COMMANDS).filter((name) => name !== "watch" || hasPython);
const ways = Object.keys(WAYS) as Way[];
const moments = Array.from({ length: ALL }, (_, index): Moment => {
  const command = names[index % names.length] ?? "run";
  const way = ways[Math.floor(index / names.length + index) % ways.length] ?? "SIGINT";
  return { command, way, hasBegun: random() < 0.7, at: random() };
});
const nameOf = ({ command, way, at, hasBegun }: Moment): string =>
  `${command} ${way} ${hasBegun} ${at}`;
const chosen =
  ASKED > 0
    ? moments.slice(0, ASKED)
    : sampled(moments, { oneIn: 50, name: nameOf }).filter(
        (_, index) => !isWhole || index % 8 === 0,
      );

describe("a command that is interrupted", () => {
  test.each(chosen)(
    "$command, by $way (begun: $hasBegun, at $at): it ends, what it judged is there, and nothing is left",
    async ({ command, way, hasBegun, at }) => {
      const it = await (COMMANDS[command] as (typeof COMMANDS)["run"])?.();
      if (!it) throw new Error(`no command ${command}`);
      const ended = await interrupted(it.line, {
        cwd: it.cwd,
        way,
        afterMs: at * it.latestMs,
        ...(hasBegun ? { isThere: it.hasBegun } : {}),
        ...(it.pidOf ? { pidOf: it.pidOf } : {}),
      });
      process.stderr.write(
        process.env["ASSAY_INTERRUPTS"]
          ? `${command} ${way}: ended with ${ended.code} after ${ended.tookMs.toFixed(0)} ms\n`
          : "",
      );
      expect(ended.tookMs).toBeLessThan(END_MS);
      const wasKilled = way === "SIGKILL" && ended.tookMs > 0;
      expectCode(it, ended, { wasKilled, hasBegun });
      await expectReport(it, ended, { wasKilled, hasBegun });
      await expectNothingLeft(it, ended, wasKilled);
    },
  );
});

interface How {
  readonly wasKilled: boolean;
  readonly hasBegun: boolean;
}

function expectCode(
  { codes }: Interruptible,
  ended: Interrupted,
  { wasKilled, hasBegun }: How,
): void {
  expect(ended.stderr).not.toMatch(/internal error/);
  // A driver that runs a command says 128 and the number of the signal.
  const byItself = [130, ...codes];
  const bySystem = [null, 129, 137, 143];
  const may = wasKilled || !hasBegun ? [...bySystem, ...byItself] : byItself;
  // What is over in an instant listens to no signal of its own.
  expect(may.concat(codes.includes(0) && codes.length < 3 ? bySystem : []), ended.stderr).toContain(
    ended.code,
  );
}

async function expectReport({ report: path, cwd }: Interruptible, ended: Interrupted, how: How) {
  if (path === undefined) return;
  if (existsSync(path)) {
    const report = await reportAt(path);
    if (ended.code === 130) {
      expect(report.run.complete).toBe(false);
      const rules = report.targets.flatMap(({ rules }) => rules);
      expect(rules.filter(({ verdict }) => verdict === "fail")).toEqual([]);
    }
    return;
  }
  const verdicts = join(path, "..", "verdicts.jsonl");
  if (how.hasBegun && !how.wasKilled) {
    expect(existsSync(path), `${ended.code}: ${ended.stderr}`).toBe(ended.tookMs === 0);
  }
  if (!existsSync(verdicts)) return;
  const rendered = await assay(["report", verdicts, "--format", "json"], { cwd });
  expect(rendered, rendered.stderr).toMatchObject({ code: 130 });
  expect((await reportAt(path)).run.complete).toBe(false);
}

async function expectNothingLeft(it: Interruptible, ended: Interrupted, wasKilled: boolean) {
  const { cwd, staged } = it;
  // What a server did not answer any more is left to be found.
  if (wasKilled || existsSync(join(cwd, ".assay"))) {
    const { code, stdout, stderr } = await assay(["clean"], {
      cwd,
      env: { TMPDIR: ended.temporary },
    });
    expect(code, stdout + stderr).toBe(0);
  }
  expect(await staged()).toEqual([]);
  const gone = performance.now() + GONE_MS;
  while (ended.processes().length > 0 && performance.now() < gone) await sleep(50);
  expect(ended.processes()).toEqual([]);
  expect(filesBelow(ended.temporary).filter((file) => !file.startsWith("node-"))).toEqual([]);
  const files = filesBelow(cwd).filter((file) => !file.startsWith(".git/"));
  expect(files.filter((file) => file.includes("journal-"))).toEqual([]);
  // What a kill left half written has another name than what is whole.
  if (!wasKilled) expect(files.filter((file) => file.endsWith(".tmp"))).toEqual([]);
  for (const file of files.filter((name) => name.endsWith(".json"))) {
    JSON.parse(await readFile(join(cwd, file), "utf8"));
  }
}

test("a second Ctrl-C ends the run at once, and says what is left", async () => {
  const { cwd, staged } = await servedTarget();
  const ended = await assay(["run", "--runs", "100000"], {
    cwd,
    signal: { name: "SIGINT", afterMs: 4000, twice: true },
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

async function reportAt(path: string): Promise<Report> {
  const text = await readFile(path, "utf8");
  expect(compileSchema(reportSchema)(parseJsonDocument("report.json", text))).toEqual([]);
  return JSON.parse(text) as Report;
}
