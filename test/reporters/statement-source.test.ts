import { expect, test } from "vitest";
import { renderHtml } from "../../reporters/html/render-html.ts";
import { renderMarkdown } from "../../reporters/markdown/render-markdown.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";

const SOURCE = { document: "Create API", where: "Notes 5", url: "https://a.test/create" };
const said = { verdict: "fail", level: "MUST", text: "It is gone." } as const;
const rule = ruleOf("a", {
  verdict: "fail",
  statements: ["CUH-24"],
  source: { document: "Delete API", where: "Notes 1", url: "https://a.test/delete" },
  failures: [failureOf("get", { statements: ["CUH-24"] })],
});

function reportWith(source?: typeof SOURCE) {
  const statements = { "CUH-24": { ...said, rules: [rule.id], ...(source && { source }) } };
  return reportOf([targetOf("mine", "violates", [rule], { statements })]);
}

/** The headings and places of the section about statements. */
function section(source?: typeof SOURCE): string {
  const page = renderHtml(reportWith(source));
  return /<section id="statements"[\s\S]*?<\/section>/.exec(page)?.[0] ?? "";
}

test("statements stand under their own document, with their own place in it", () => {
  expect(section(SOURCE)).toContain(
    '<a href="https://a.test/create" rel="noreferrer">Create API</a>',
  );
  expect(section(SOURCE)).toContain("Notes 5 · ");
  expect(section(SOURCE)).not.toContain("Delete API");
});

test("without one they stand under the document of their rules", () => {
  expect(section()).toContain('<a href="https://a.test/delete" rel="noreferrer">Delete API</a>');
  expect(section()).toContain("Notes 1 · ");
});

test("a broken statement leads to its document in Markdown", () => {
  expect(renderMarkdown(reportWith(SOURCE))).toContain(
    "> [CUH-24](https://a.test/create): It is gone",
  );
  expect(renderMarkdown(reportWith())).toContain("> CUH-24: It is gone");
});

test("the editions are named with their titles and addresses where they differ", () => {
  const promise = { editions: ["2026-02"], level: "MUST", holds: true } as const;
  const report = reportOf([
    targetOf("mine", "conforms", [ruleOf("a", { level: "MAY", verdict: "observed", promise })]),
  ]);
  const editions = { "2026-02": { title: "Of February", url: "https://a.test/february" } };
  const named = renderHtml({ ...report, specs: { ...report.specs, editions } });
  const link = '<a href="https://a.test/february" rel="noreferrer">Of February</a>';
  expect(named).toContain(link);
  expect(renderHtml(report)).not.toContain(link);
});
