import { readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isDotNetInt32 } from "../../generators/chunk-size-not-an-int.ts";
import { isDotNetGuid } from "../../generators/dotnet-guid.ts";
import { groupFailures } from "../../reporters/group-failures.ts";
import { readReport } from "../../src/cli/read-report.ts";
import { withLock } from "../../src/config/files/with-lock.ts";
import { cut } from "../../src/judge/answer/quote.ts";
import {
  saysUnknownOperation,
  saysWrongArguments,
} from "../../src/judge/answer/unknown-operation-words.ts";
import { UsageError } from "../../src/model/errors.ts";
import { linearPattern } from "../../src/model/linear-pattern.ts";
import { trimEnd } from "../../src/model/trim-end.ts";
import { revealed } from "../../src/properties/hostile/revealed.ts";
import { kindsOf } from "../../src/run/case/signature.ts";
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { createSecrets } from "../../src/wire/redact/secrets.ts";
import { assay, emptyFolder } from "../cli/assay.ts";
import { violating } from "../reporters/fixtures/violating.ts";
import { hostileTarget } from "./hostile-target.ts";

const MILLION = 1_000_000;
/** Far more than a million characters take in linear time, and far less than they would otherwise. */
const LINEAR_MS = 5000;

const shown = (body: string): void => {
  const reply = {
    kind: "response",
    status: 500,
    headers: {},
    body: Buffer.from(body),
    durationMs: 0,
  };
  revealed(
    reply as never,
    { method: "GET", url: "http://x/", headers: {}, body: null },
    createSecrets(),
  );
};
const grouped = (actual: string): void => {
  groupFailures([{ binding: "get", counterexample: {}, expected: "", actual } as never]);
};
const judged = (expected: string): void => {
  kindsOf({ mismatches: [{ step: 1, expected, actual: "" }], trace: [] } as never);
};

describe("hostile: time, patterns over a text of a million characters", () => {
  test.each<readonly [string, (text: string) => unknown, string]>([
    ["hexadecimal letters in a failure", grouped, "a".repeat(MILLION)],
    ["groups of them", grouped, "aaaaaaaa-".repeat(MILLION / 9)],
    ["names with dots behind `at`", shown, `at ${"a.".repeat(MILLION / 2)}`],
    ["quotes of a redacted value", shown, "‹".repeat(MILLION)],
    ["slashes", shown, "/".repeat(MILLION)],
    ["backslashes", shown, "C:\\".repeat(MILLION / 3)],
    ["quotes that nothing ends", judged, '"\\'.repeat(MILLION / 2)],
    ["escaped quotes", judged, '\\"'.repeat(MILLION / 2)],
    ["white space inside of what may be a GUID", isDotNetGuid, `x${" ".repeat(MILLION)}x`],
    ["zeros inside of what may be a number", isDotNetInt32, `x${"\0".repeat(MILLION)}x`],
    ["a word that is cut", (text) => cut(text), "x".repeat(MILLION)],
    ["words of a framework", saysUnknownOperation, "Operation not found ".repeat(MILLION / 20)],
    ["other words of it", saysWrongArguments, "Cannot convert ".repeat(MILLION / 15)],
    ["slashes at the end of an address", (text) => trimEnd(text, "/"), `${"/".repeat(MILLION)}x`],
    ["comments that nothing ends", parsed, "/*".repeat(MILLION / 2)],
    ["escapes in a text that nothing ends", parsed, `"${'\\"'.repeat(MILLION / 2)}`],
    ["a rule's loop in a loop", linearPattern("^(a+)+$").test, `${"a".repeat(MILLION)}b`],
    ["a rule's look ahead", linearPattern("^(?!.*b.*b)").test, "b".repeat(MILLION)],
  ])("%s", (_, read, text) => {
    const started = performance.now();
    read(text);
    expect(performance.now() - started).toBeLessThan(LINEAR_MS);
  });
});

function parsed(text: string): void {
  expect(() => parseJsonDocument("report.json", text)).toThrow();
}

/** From the first signal to the end of the process, with a second for a busy computer. */
const END_MS = 6000;
const SLOW_MS = 9000;

describe("hostile: time, answers that take nine seconds", () => {
  test.each([
    { args: ["run", "--runs", "1000"], pair: false },
    { args: ["fuzz", "--time", "5m"], pair: false },
    { args: ["run", "--runs", "1000"], pair: true },
  ])(
    "$args, interrupted, ends within 5 s with a whole report (a second signal after 7.5 s: $pair)",
    async ({ args, pair }) => {
      let interrupted = Number.POSITIVE_INFINITY;
      const delayMs = (): number => (performance.now() > interrupted - 1000 ? SLOW_MS : 0);
      const { cwd } = await hostileTarget({ delayMs });
      const afterMs = 5000;
      const ended = assay(args, {
        cwd,
        signal: { name: "SIGINT", afterMs },
        onStart: (child) => {
          const send = child.kill.bind(child);
          child.kill = (name) => {
            interrupted = performance.now();
            if (pair) setTimeout(() => send("SIGTERM"), 7500).unref();
            return send(name);
          };
          // From a second before the signal on.
          setTimeout(() => {
            interrupted = Math.min(interrupted, performance.now() + 1000);
          }, afterMs - 1000);
        },
      });
      const { code } = await ended;
      expect(performance.now() - interrupted).toBeLessThan(END_MS);
      expect(code).toBe(130);
      const report = JSON.parse(await readFile(join(cwd, "assay-report", "report.json"), "utf8"));
      expect(report.run.complete).toBe(false);
      expect(
        report.targets[0].rules.some((rule: { verdict: string }) => rule.verdict === "fail"),
      ).toBe(false);
    },
  );

  test("a campaign of 6 s ends when its time is up", async () => {
    const begun = performance.now();
    const delayMs = (): number => (performance.now() > begun + 4000 ? SLOW_MS : 0);
    const { cwd } = await hostileTarget({ delayMs });
    const started = performance.now();
    const { code } = await assay(["fuzz", "--time", "6s", "--quiet"], { cwd, isFresh: true });
    expect(performance.now() - started).toBeLessThan(6000 + 2 * END_MS);
    expect([0, 3]).toContain(code);
  });
});

describe("hostile: time, files", () => {
  test("a report with 400 rules that are wrong is told in a second", async () => {
    const [target] = violating.targets;
    const wrong = { ...target?.rules[0], verdict: 7, level: "NEVER", more: 1 };
    const rules = Array.from({ length: 400 }, (_, index) => ({ ...wrong, id: `a.b-${index}` }));
    const path = join(await emptyFolder(), "report.json");
    await writeFile(path, JSON.stringify({ ...violating, targets: [{ ...target, rules }] }));
    const started = performance.now();
    await expect(readReport(path)).rejects.toThrow(UsageError);
    // The schema is compiled in this time as well.
    expect(performance.now() - started).toBeLessThan(LINEAR_MS);
  });

  test("a lock of the future, of a process that is gone, is taken over", async () => {
    const path = join(await emptyFolder(), "state");
    await writeFile(`${path}.lock`, JSON.stringify({ pid: 999_999_999, stamp: "none", id: "x" }));
    const later = new Date(Date.now() + 3_600_000);
    await utimes(`${path}.lock`, later, later);
    const started = performance.now();
    expect(withLock(path, () => "done")).toBe("done");
    expect(performance.now() - started).toBeLessThan(END_MS);
  });
});
