import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../reporters/markdown/render-markdown.ts";
import { fewer } from "../sampled.ts";
import { SAMPLES } from "./fixtures/all.ts";
import { hostileReport } from "./fixtures/hostile.ts";
import { hostileText } from "./fixtures/hostile-text.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";
import { twoTargets } from "./fixtures/two-targets.ts";
import { violating } from "./fixtures/violating.ts";

const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** The only markup that the renderer writes itself. */
const OWN_TAGS = /<\/?(?:details|summary|code|br)>/g;

describe("renderMarkdown", () => {
  it("reads well for a violating target", async () => {
    await expect(renderMarkdown(violating)).toMatchFileSnapshot("golden/violating.md.txt");
  });

  it("reads well for two targets", async () => {
    await expect(renderMarkdown(twoTargets)).toMatchFileSnapshot("golden/two-targets.md.txt");
  });

  it.each(Object.entries(SAMPLES))(
    "has whole tables and no unseen character for %s",
    (_name, report) => {
      expectTables(renderMarkdown(report));
      expect(renderMarkdown(report)).not.toMatch(UNSEEN);
    },
  );

  it("counts a violated SHOULD as a violation with failOn should", () => {
    expect(renderMarkdown(violating)).toContain("### Warnings (1)");
    expect(renderMarkdown(violating, { failOn: "should" })).not.toContain("### Warnings");
  });

  it("leaves a server's words nowhere but in code", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const markdown = renderMarkdown(hostileReport(`EVIL${text}EVIL`, "own"));
        expect(withoutCode(markdown)).not.toContain("EVIL");
        expectTables(markdown);
        expect(markdown).not.toMatch(UNSEEN);
      }),
      { numRuns: fewer(100) },
    );
  });

  it("takes the words of a user or a rule file as words, not as markup", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const markdown = renderMarkdown(hostileReport("server", text));
        expect(withoutCode(markdown).replace(OWN_TAGS, "")).not.toMatch(/<|`|\]\((?!https?:)/);
        expectTables(markdown);
      }),
      { numRuns: fewer(100) },
    );
  });

  it("keeps the frame and says what is missing when it does not fit", () => {
    const large = "x ".repeat(1_000);
    const rules = Array.from({ length: 1_000 }, (_, n) =>
      ruleOf(`rule-${n}`, {
        verdict: "fail",
        failures: [failureOf("get", { actual: large, curl: large })],
      }),
    );
    const report = reportOf([
      targetOf("a", "violates", [...rules, ruleOf("z", { verdict: "inconclusive" })]),
    ]);
    for (const maxBytes of [1024 * 1024, 65_536]) {
      const markdown = renderMarkdown(report, { maxBytes });
      expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(maxBytes);
      expect(markdown).toMatch(/\*\*This document is shortened: [\d,]+ blocks did not fit\.\*\*/);
      expect(markdown).toContain("### Could not be judged (1)");
    }
    expect(Buffer.byteLength(renderMarkdown(report))).toBeGreaterThan(1_000_000);
  });
});

/** The document without fenced blocks, code spans and code elements, as CommonMark finds them. */
function withoutCode(markdown: string): string {
  const kept: string[] = [];
  let fence = "";
  for (const line of markdown.split("\n")) {
    const [run = ""] = /^`{3,}/.exec(line) ?? [];
    if (fence === "" && run !== "") fence = run;
    else if (fence !== "" && run.length >= fence.length && line === run) fence = "";
    else if (fence === "") kept.push(line.replace(/<code>[^<]*<\/code>/g, "").replace(SPAN, ""));
  }
  expect(fence).toBe("");
  return kept.join("\n");
}

const SPAN = /(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g;

/** Every row of a table has as many bars as its head: no cell broke out. */
function expectTables(markdown: string): void {
  const rows = markdown
    .split("\n")
    .map((line) => (line.startsWith("| ") ? line.split("|").length : 0));
  let fenced = false;
  let bars = 0;
  markdown.split("\n").forEach((line, n) => {
    if (line.startsWith("```")) fenced = !fenced;
    if (fenced || rows[n] === 0) bars = 0;
    else {
      if (bars === 0) bars = rows[n] ?? 0;
      expect(rows[n], line).toBe(bars);
    }
  });
}
