import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import fc from "fast-check";
import type { Log, Result, Run } from "sarif";
import { describe, expect, it } from "vitest";
import { renderSarif } from "../../reporters/sarif/render-sarif.ts";
import type { Report } from "../../src/model/report.ts";
import { fewer } from "../sampled.ts";
import { SAMPLES } from "./fixtures/all.ts";
import { hostileReport } from "./fixtures/hostile.ts";
import { hostileText } from "./fixtures/hostile-text.ts";
import { interrupted, lockedOut, unreachable } from "./fixtures/incomplete.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";
import { violating } from "./fixtures/violating.ts";

/** Draft 4 spells `$id` as `id`; nothing else of it is in this schema. */
const {
  id: _,
  $schema: __,
  ...schema
} = JSON.parse(
  readFileSync(join(import.meta.dirname, "schemas", "sarif-2.1.0-rtm.5.json"), "utf8"),
) as Record<string, unknown>;
// A pattern of the published schema is no regular expression of the unicode mode.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile<Log>(schema);

function logOf(report: Report, options = {}): Log {
  const log = JSON.parse(renderSarif(report, options)) as Log;
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  return log;
}

function runOf(report: Report, options = {}): Run {
  const [run] = logOf(report, options).runs;
  if (!run) throw new Error("no run");
  return run;
}

function resultsOf(report: Report, end: string, options = {}): readonly Result[] {
  return (runOf(report, options).results ?? []).filter(({ ruleId }) => ruleId?.endsWith(end));
}

describe("renderSarif", () => {
  it.each(Object.entries(SAMPLES))("follows the published schema for %s", (_name, report) => {
    expect(logOf(report).runs).toHaveLength(report.targets.length);
    logOf(report, { failOn: "should" });
  });

  it("is checked by a schema that refuses what is no SARIF", () => {
    const log = JSON.parse(renderSarif(violating)) as { runs: { results: object[] }[] };
    Object.assign(log.runs[0]?.results[0] ?? {}, { level: "fatal", colour: "red" });
    expect(validate(log)).toBe(false);
  });

  it("explains every rule and says where the documents say it", () => {
    const rules = runOf(violating).tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(violating.targets[0]?.rules.map(({ id }) => id));
    const rule = rules.find(({ id }) => id.endsWith("chunk-after-delete"));
    expect(rule?.helpUri).toBe("https://support.inforouter.com/api-docs/DeleteUploadHandler");
    expect(rule?.help?.text).toContain("DUH-01: Deletes the handler and discards");
    expect(rule?.defaultConfiguration).toEqual({ level: "error" });
  });

  it("has a result for each failure: an error for MUST, a warning for SHOULD", () => {
    expect(resultsOf(violating, "guid-before-auth").map(({ level }) => level)).toEqual([
      "error",
      "error",
      "error",
    ]);
    const [should] = resultsOf(violating, "which-of-the-two");
    expect(should?.level).toBe("warning");
    expect(resultsOf(violating, "which-of-the-two", { failOn: "should" })[0]?.level).toBe("error");
    expect(should?.message.text).toContain("error that begins with [900]");
    expect(new Set(runOf(violating).results?.map(({ kind }) => kind))).toEqual(new Set(["fail"]));
  });

  it("points to the rule in its rule file", () => {
    const definedAt = { file: "specs/my rules/delete.yaml", line: 12 };
    const rule = ruleOf("x", {
      verdict: "fail",
      bindings: { get: "fail" },
      failures: [failureOf("get")],
      definedAt,
    });
    const report = reportOf([targetOf("a", "violates", [rule])]);
    expect(resultsOf(report, "x")[0]?.locations?.[0]).toEqual({
      physicalLocation: {
        artifactLocation: { uri: "specs/my%20rules/delete.yaml" },
        region: { startLine: 12 },
      },
      logicalLocations: [
        { fullyQualifiedName: "a/inforouter/DeleteUploadHandler/get", kind: "resource" },
      ],
    });
  });

  it("points to the targets file, where that lies in the reader's repository", () => {
    const options = { targetsFile: "ci/targets.json" };
    const [{ locations } = {}] = resultsOf(violating, "guid-before-auth", options);
    expect(locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "ci/targets.json" },
      region: { startLine: 1 },
    });
    const [rule] = runOf(violating, options).tool.driver.rules ?? [];
    expect(rule?.properties?.["definedAt"]).toBe(
      runOf(violating).tool.driver.rules?.[0]?.properties?.["definedAt"],
    );
  });

  it("has no more runs, results and tags than code scanning takes, and says what is left out", () => {
    const failures = Array.from({ length: 26 }, () => failureOf("get"));
    const statements = Array.from({ length: 30 }, (_, index) => `S-${index}`);
    const rules = Array.from({ length: 1001 }, (_, index) =>
      ruleOf(`r${index}`, {
        verdict: "fail",
        bindings: { get: "fail" },
        failures,
        statements,
        level: index === 1000 ? "MUST" : "SHOULD",
      }),
    );
    const large = reportOf([
      ...Array.from({ length: 20 }, (_, index) => targetOf(`good-${index}`, "conforms", [])),
      targetOf("bad", "violates", rules),
    ]);
    const log = JSON.parse(renderSarif(large)) as Log;
    const names = log.runs.map(({ properties }) => properties?.["target"]);
    expect(names).toHaveLength(20);
    expect(names.at(-1)).toBe("bad");
    const bad = log.runs.at(-1);
    expect(bad?.results).toHaveLength(25_000);
    expect(bad?.results?.filter(({ level }) => level === "error")).toHaveLength(26);
    expect(bad?.tool.driver.rules?.[0]?.properties?.tags).toHaveLength(20);
    const told = bad?.invocations?.[0]?.toolExecutionNotifications?.map(
      ({ message }) => message.text,
    );
    expect(told).toContain("1,026 results left out: code scanning takes no more");
    expect(told).toContain("not in this file: good-19; code scanning takes no more targets");
  });

  it("carries the exchange whose answer was wrong", () => {
    const [result] = resultsOf(violating, "guid-before-auth");
    expect(result?.webRequest).toMatchObject({
      method: "POST",
      target: "http://127.0.0.1:18080/srv.asmx/DeleteUploadHandler",
    });
    expect(result?.webResponse?.body?.text).toContain("[901] Session expired");
  });

  it("suppresses known deviations with their reason, and tells of stale ones", () => {
    const [known] = resultsOf(violating, "clamps-silently");
    expect(known?.suppressions).toEqual([
      {
        kind: "external",
        status: "accepted",
        justification: "fixed in 9.1, since 2026-01-15, https://tracker.example/ACME-12",
      },
    ]);
    const [invocation] = runOf(violating).invocations ?? [];
    const stale = invocation?.toolConfigurationNotifications?.map(
      ({ associatedRule }) => associatedRule?.id,
    );
    expect(new Set(stale)).toEqual(new Set(["inforouter.delete-upload-handler.once-broken"]));
  });

  it("makes no alert of what could not be judged: it is a notification", () => {
    const run = runOf(lockedOut);
    expect(run.results).toEqual([]);
    const [invocation] = run.invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    const texts = invocation?.toolExecutionNotifications?.map(({ message }) => message.text) ?? [];
    expect(texts).toContain(
      "could not be judged: could not log in as owner: [100] Invalid user name or password",
    );
  });

  it("says when the run did not complete or the target could not be judged", () => {
    for (const [report, why] of [
      [interrupted, /the run did not complete/],
      [unreachable, /connection refused/],
    ] as const) {
      const [invocation] = runOf(report).invocations ?? [];
      expect(invocation?.executionSuccessful).toBe(false);
      expect(invocation?.toolExecutionNotifications?.[0]?.message.text).toMatch(why);
    }
    expect(runOf(violating).invocations?.[0]?.executionSuccessful).toBe(true);
  });

  it("leaves a server's words no placeholder and no link", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const log = logOf(hostileReport(`{0} [a](b) ${text}`, "own"));
        const results = log.runs.flatMap((run) => run.results ?? []);
        expect(results).not.toEqual([]);
        for (const { message } of results) {
          expect(message.text).not.toMatch(/\{\d/);
          expect(message.text).not.toContain("](");
        }
      }),
      { numRuns: fewer(30) },
    );
  });
});
