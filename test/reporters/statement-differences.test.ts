import { expect, test } from "vitest";
import { renderHtml } from "../../reporters/html/render-html.ts";
import { renderMarkdown } from "../../reporters/markdown/render-markdown.ts";
import { differenceWords } from "../../reporters/markdown/statement-differences.ts";
import { summary } from "../../reporters/summary/summary.ts";
import { reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";

const RULE = "inforouter.log-out.other";
const WORDS = `differs from what 2026-02 promises (${RULE})`;

function reportWith(differs: readonly { rule: string; editions: readonly string[] }[]) {
  const statements = {
    "DUH-15": { verdict: "pass", rules: [RULE], text: "A finalize consumes it.", differs },
  } as const;
  return reportOf([targetOf("mine", "conforms", [ruleOf("a")], { statements })]);
}

const DIFFERING = reportWith([{ rule: RULE, editions: ["2026-02"] }]);
const PLAIN = reportWith([]);

test("editions are named one by one, in a sentence", () => {
  const of = (editions: readonly string[]) => differenceWords([{ rule: "r", editions }]);
  expect(of(["8.0"])).toEqual(["differs from what 8.0 promises (r)"]);
  expect(of(["2026-02", "2026-08"])).toEqual(["differs from what 2026-02 and 2026-08 promise (r)"]);
  expect(of(["1", "2", "3"])).toEqual(["differs from what 1, 2 and 3 promise (r)"]);
  expect(differenceWords(undefined)).toEqual([]);
});

test.each([
  [
    "the terminal, with --verbose",
    (report: typeof PLAIN) => summary(report, { color: false, verbose: true, width: 200 }),
  ],
  ["Markdown", (report: typeof PLAIN) => renderMarkdown(report).replaceAll("\\", "")],
  ["HTML", (report: typeof PLAIN) => renderHtml(report)],
])("a statement that an edition has otherwise is told in %s", (_, render) => {
  expect(render(DIFFERING)).toContain(WORDS);
  expect(render(PLAIN)).not.toContain("differs from what");
});
