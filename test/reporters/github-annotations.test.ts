import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { githubAnnotations } from "../../reporters/github/github-annotations.ts";
import { SAMPLES } from "./fixtures/all.ts";
import { conforming } from "./fixtures/conforming.ts";
import { hostileText } from "./fixtures/hostile-text.ts";
import { interrupted, unreachable } from "./fixtures/incomplete.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";
import { violating } from "./fixtures/violating.ts";

const MOST_SHOWN = 10;

/** A workflow command as the runner reads it: name, properties, message. */
const COMMAND = /^::(error|warning|notice) ((?:file=[^,:]*,)?title=[^,:]*)::([^\r\n]*)$/;

describe("githubAnnotations", () => {
  it("says nothing of a target of which every MUST rule was judged and holds", () => {
    expect(githubAnnotations(reportOf([targetOf("t", "conforms", [ruleOf("x")])]))).toBe("");
  });

  it("has a notice for what was not judged, however green the rest is", () => {
    const [notice] = kind("notice", githubAnnotations(conforming));
    expect(decoded(notice)).toBe(
      "::notice title=reference: 2 of 3 MUST rules judged::1 not judged: the target declares no staging probe",
    );
  });

  it("has an error for each violation, with the evidence and how to repeat it", () => {
    const [error] = kind("error", githubAnnotations(violating, { targetsFile: "ci/targets.json" }));
    expect(decoded(error)).toMatchInlineSnapshot(`
      "::error file=ci/targets.json,title=acme: MUST DUH-01 is violated::inforouter.delete-upload-handler.chunk-after-delete: A deleted handler takes no further chunk
      on soap11: expected success=false and a non-empty error, got success=true with error ""
      case chunks: 3, FileChunk: 1,048,577 bytes (seed 7); assay replay report.json f-soap11-1"
    `);
  });

  it("weighs a SHOULD by --fail-on, and violates nothing with never", () => {
    const report = reportOf([
      targetOf("t", "conforms", [
        ruleOf("a", { level: "SHOULD", verdict: "fail", failures: [failureOf("get")] }),
        ruleOf("b", { verdict: "fail", failures: [failureOf("get")] }),
      ]),
    ]);
    const kinds = (failOn: "must" | "should" | "never") =>
      lines(githubAnnotations(report, { failOn })).map((line) => /^::(\w+)/.exec(line)?.[1]);
    expect(kinds("must")).toEqual(["error", "warning"]);
    expect(kinds("should")).toEqual(["error", "error"]);
    expect(kinds("never")).toEqual(["warning", "warning"]);
  });

  it("has an error for new violations only with --fail-on new", () => {
    const rules = ["a", "b"].map((id) =>
      ruleOf(id, { verdict: "fail", failures: [failureOf("get")] }),
    );
    const text = githubAnnotations(reportOf([targetOf("t", "violates", rules)]), {
      failOn: "new",
      isFresh: (target, rule) => target === "t" && rule === rules[1]?.id,
    });
    expect(lines(text)).toEqual([
      expect.stringMatching(/^::error .*::inforouter\.delete-upload-handler\.b:/),
      expect.stringMatching(/^::warning .*::inforouter\.delete-upload-handler\.a:/),
    ]);
  });

  it("has a notice for a known deviation and an error for a stale one", () => {
    const text = githubAnnotations(violating);
    expect(kind("notice", text)).toEqual([
      expect.stringContaining("%0Aknown deviation: fixed in 9.1"),
    ]);
    expect(kind("error", text)).toContainEqual(expect.stringContaining("has a stale deviation"));
  });

  it("has one error for a reason that kept many rules from being judged", () => {
    for (const report of [unreachable, interrupted]) {
      expect(kind("error", githubAnnotations(report)).length).toBeGreaterThan(0);
    }
    const many = ["a", "b", "c"].map((id) =>
      ruleOf(id, { verdict: "inconclusive", reason: "no answer" }),
    );
    expect(lines(githubAnnotations(reportOf([targetOf("t", "incomplete", many)])))).toEqual([
      expect.stringContaining("title=t%3A 3 MUST rules not judged::no answer%0A"),
    ]);
  });

  it("says how many are left out where GitHub would drop some", () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      ruleOf(`r${index}`, { verdict: "fail", failures: [failureOf("get")] }),
    );
    const shown = lines(githubAnnotations(reportOf([targetOf("t", "violates", many)])));
    expect(shown).toHaveLength(MOST_SHOWN);
    expect(shown.at(-1)).toContain("title=and 21 more::");
  });

  it.each(Object.entries(SAMPLES))(
    "is commands and nothing else for the report %s",
    (_, report) => {
      for (const line of lines(githubAnnotations(report, { targetsFile: "targets.json" }))) {
        expect(line).toMatch(COMMAND);
      }
    },
  );

  it("cannot be made to say another command by a server", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (actual, reason) => {
        const report = reportOf([
          targetOf("t", "violates", [
            ruleOf("a", { verdict: "fail", failures: [failureOf("get", { actual })] }),
            ruleOf("b", { verdict: "inconclusive", reason }),
          ]),
        ]);
        const found = lines(githubAnnotations(report));
        expect(found).toHaveLength(2);
        for (const line of found) expect(line).toMatch(COMMAND);
      }),
    );
  });
});

function lines(text: string): readonly string[] {
  return text.split("\n").slice(0, -1);
}

function kind(name: string, text: string): readonly string[] {
  return lines(text).filter((line) => line.startsWith(`::${name}`));
}

/** As GitHub shows it. */
function decoded(line = ""): string {
  return line
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
}
