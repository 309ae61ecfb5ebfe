import { mkdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isDotNetInt32 } from "../../generators/chunk-size-not-an-int.ts";
import { isDotNetGuid } from "../../generators/dotnet-guid.ts";
import { groupFailures } from "../../reporters/group-failures.ts";
import { readReport } from "../../src/cli/read-report.ts";
import { readExportedRules } from "../../src/config/files/read-exported-rules.ts";
import { withLock } from "../../src/config/files/with-lock.ts";
import { describeCalls } from "../../src/import/openapi/describe-calls.ts";
import { readOpenApi } from "../../src/import/openapi/read-openapi.ts";
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
  const [target] = violating.targets;
  const rule = target?.rules[0];
  const some = <T>(count: number, one: (index: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, index) => one(index));
  const keys = (count: number): object =>
    Object.fromEntries(some(count, (index) => [`titel${index}`, 1]));
  test.each([
    ["rules with three mistakes", 1, some(200, () => ({ verdict: 7, level: "NEVER", more: 1 }))],
    ["rules of which all is wrong", 1, some(200, () => keysOf(rule, { x: 1 }))],
    ["rules with a hundred keys too many", 2, some(200, () => keys(100))],
    ["a rule with 20,000 keys too many", 2, [keys(20_000)]],
    ["20,000 texts for rules", 4, some(20_000, () => "x")],
  ])("a report of %s is told within %i s of work", async (_, seconds, wrong) => {
    const rules = wrong.map((one, index) =>
      typeof one === "string" ? one : { ...rule, id: `a.b-${index}`, ...one },
    );
    const path = join(await emptyFolder(), "report.json");
    const write = (some: readonly unknown[]) =>
      writeFile(path, JSON.stringify({ ...violating, targets: [{ ...target, rules: some }] }));
    // What is compiled once does not count.
    await write(rules.slice(0, 1));
    await expect(readReport(path)).rejects.toThrow(UsageError);
    await write(rules);
    const before = process.cpuUsage();
    await expect(readReport(path)).rejects.toThrow(UsageError);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(seconds);
  });

  test.each([
    ["references to a schema of references", openApiOf(levels(9, 1000))],
    ["operations of one name", openApiOf({}, 20_000)],
    ["references that cannot be decoded", openApiOf({ S0: { $ref: "#/%zz" } })],
    ["a file that cannot be", openApiOf({ S0: { $ref: "%zz" } })],
  ])("an OpenAPI document of %s is read or refused", async (_, document) => {
    const before = process.cpuUsage();
    const text = JSON.stringify(document);
    await readOpenApi(undefined, "a.json", text).then(describeCalls, (error: unknown) => {
      expect(error).toBeInstanceOf(UsageError);
    });
    expect(process.cpuUsage(before).user / 1e3).toBeLessThan(LINEAR_MS);
  });

  test.each(["../outside", "/etc/hostname", "../../../../dev/zero", "."])(
    "a list of exported rules that leads to %j is none",
    async (file) => {
      const folder = join(await emptyFolder(), "rules");
      await mkdir(folder);
      await writeFile(join(folder, "..", "outside"), "x");
      const list = { digest: "x", files: [{ path: "a.yaml", file }] };
      await writeFile(join(folder, "rules.json"), JSON.stringify(list));
      expect(() => readExportedRules(folder)).toThrow(UsageError);
    },
  );

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

function keysOf(value: object | undefined, by: unknown): object {
  return Object.fromEntries(Object.keys(value ?? {}).map((key) => [key, by]));
}

/** Schemas of which each is the next one so many times. */
function levels(depth: number, times: number): Readonly<Record<string, object>> {
  const last = { type: "object", properties: { a: { type: "string" } } };
  const others = Array.from({ length: depth }, (_, level) => [
    `S${level}`,
    {
      allOf: Array.from({ length: times }, () => ({ $ref: `#/components/schemas/S${level + 1}` })),
    },
  ]);
  return { ...Object.fromEntries(others), [`S${depth}`]: last };
}

function openApiOf(schemas: object, operations = 1): object {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/S0" } } };
  const post = { operationId: "make", requestBody: { content }, responses: {} };
  const isOne = operations === 1;
  return {
    ...{ openapi: "3.0.3", info: { title: "a", version: "1" } },
    paths: Object.fromEntries(
      Array.from({ length: operations }, (_, index) => [
        `/a${index}`,
        { post: isOne ? post : { operationId: "make" } },
      ]),
    ),
    components: { schemas },
  };
}
