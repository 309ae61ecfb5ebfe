import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { renderJunit } from "../../reporters/junit/render-junit.ts";
import { renderMarkdown } from "../../reporters/markdown/render-markdown.ts";
import { summary } from "../../reporters/summary/summary.ts";
import { packageRoot } from "../../src/config/files/package-root.ts";
import { withDeviations } from "../../src/judge/known/with-deviations.ts";
import type { ScopedDeviation } from "../../src/model/deviation.ts";
import type { Report, RuleReport } from "../../src/model/report.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { worst } from "../../src/model/verdict.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";

function rule(id: string, bindings: Readonly<Record<string, VerdictKind>>): RuleReport {
  const failing = Object.keys(bindings).filter((name) => bindings[name] === "fail");
  const failures = failing.map((binding) => failureOf(binding));
  return ruleOf(id, { verdict: worst(Object.values(bindings)), bindings, failures });
}

function entry(id: string, rest: Partial<ScopedDeviation> = {}): ScopedDeviation {
  const bindings = rest.binding ? [rest.binding] : ["get", "post"];
  return { rule: ruleOf(id).id, reason: `agreed on ${id}`, since: "2026-01-01", bindings, ...rest };
}

function report(rules: readonly RuleReport[], ...entries: readonly ScopedDeviation[]): Report {
  return withDeviations(reportOf([targetOf("acme", "violates", rules)]), () => entries);
}

const say = (one: Report, verbose = false): string =>
  summary(one, { color: false, width: 200, verbose });

const FAILS = rule("always", { get: "fail", post: "fail" });
const HOLDS = rule("holds", { get: "pass", post: "pass" });

describe("a report with known deviations", () => {
  test("says that the target conforms with them, and lists each with its reason", () => {
    const known = report([FAILS, HOLDS], entry("always"));
    expect(say(known).replace(/\s+/g, " ")).toContain(
      "✔ acme conforms, with 1 known deviation: all 2 MUST rules were judged, 1 holds",
    );
    expect(say(known)).toContain("agreed on always");
    const markdown = renderMarkdown(known);
    expect(markdown).toContain(
      "# ✔ Assay: acme conforms, with 1 known deviation (2/2 MUST rules judged)",
    );
    expect(markdown).toContain("agreed on always");
    expect(renderJunit(known)).toContain('<skipped message="known deviation: agreed on always');
  });

  test("tells of a rule that fails over more than is known which part is", () => {
    const partly = report([FAILS], entry("always", { binding: "get" }));
    expect(say(partly)).toMatch(/known +on get: agreed on always/);
    expect(renderMarkdown(partly)).toContain("Known on `get`: agreed on always");
    const junit = renderJunit(partly);
    expect(junit.match(/<skipped/g)).toHaveLength(1);
    expect(junit.match(/<failure/g)).toHaveLength(1);
  });

  test("asks for the removal of what is stale, also on one binding of a rule that fails", () => {
    const mixed = rule("mixed", { get: "fail", post: "pass" });
    const stale = report(
      [HOLDS, mixed],
      entry("holds"),
      entry("mixed", { binding: "get" }),
      entry("mixed", { binding: "post", reason: "long mended" }),
    );
    expect(say(stale)).toContain("2 stale deviations");
    expect(say(stale)).toMatch(/mixed on post: long mended/);
    expect(renderMarkdown(stale)).toContain("mixed on post");
    expect(renderJunit(stale).match(/type="stale"/g)).toHaveLength(3);
  });

  test("names what has expired, and when", () => {
    const expired = report([FAILS], entry("always", { expires: "2026-02-01" }));
    for (const text of [say(expired), renderMarkdown(expired)]) {
      expect(text).toContain("Expired deviations: these rules still fail");
      expect(text).toContain("2026-02-01");
    }
  });

  test("says with --verbose which entries were not judged", () => {
    const open = report([rule("open", { get: "pass", post: "inconclusive" })], entry("open"));
    expect(say(open, true)).toContain("Deviations not judged");
    expect(say(open)).not.toContain("Deviations not judged");
    expect(renderMarkdown(open)).toContain("Deviations not judged");
  });

  test("takes the words of the file as words", () => {
    const reason = "\u001b[31m<b>|`x`";
    const hostile = report([FAILS], entry("always", { reason }));
    expect(say(hostile)).not.toContain("\u001b");
    expect(renderMarkdown(hostile)).not.toMatch(/<b>/);
  });
});

describe("the schema of deviations files", () => {
  const root = packageRoot();
  const path = "specs/schema/deviations.schema.json";
  const schema = JSON.parse(readFileSync(join(root, path), "utf8"));

  test("is a JSON Schema of draft 2020-12", () => {
    const ajv = new Ajv2020({ strict: false });
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(ajv.validateSchema(schema), ajv.errorsText()).toBe(true);
  });

  test("is where the example says", () => {
    const example = join(root, "examples", "deviations", "deviations.yaml");
    const [, named = ""] = /\$schema=(\S+)/.exec(readFileSync(example, "utf8")) ?? [];
    expect(relative(root, resolve(dirname(example), named))).toBe(path);
  });
});
