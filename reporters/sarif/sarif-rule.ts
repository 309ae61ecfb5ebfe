import type { ReportingDescriptor, Result } from "sarif";
import type { RuleReport, TargetReport } from "../../src/model/report.ts";
import type { FailOn } from "../render-options.ts";
import { escapeMarkdown } from "../text/escape-markdown.ts";
import { markdownLink } from "../text/markdown-link.ts";
import { visible, visibleLines } from "../text/visible.ts";
import { webAddress } from "../text/web-address.ts";

/** How a violation of the rule counts. */
export function sarifLevel({ level }: RuleReport, failOn: FailOn): "error" | "warning" | "note" {
  if (level === "MUST") return "error";
  if (level === "SHOULD") return failOn === "should" ? "error" : "warning";
  return "note";
}

/** A rule as viewers explain it: the sentence, what the documents say, and where. */
export function sarifRule(
  rule: RuleReport,
  target: TargetReport,
  failOn: FailOn,
): ReportingDescriptor {
  const { id, title, source, statements } = rule;
  const said = statements.map((name) => [name, target.statements[name]?.text ?? ""] as const);
  const place = `${source.document}, ${source.where}`;
  const helpUri = webAddress(source.url);
  return {
    id,
    shortDescription: { text: visible(title) },
    fullDescription: { text: visible(`${title}. ${place}.`) },
    help: {
      text: visibleLines([title, "", ...said.map(quoted), "", place].join("\n")),
      markdown: [
        escapeMarkdown(title),
        ...said.map((one) => `> ${escapeMarkdown(quoted(one))}`),
        markdownLink(place, source.url),
      ].join("\n\n"),
    },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: sarifLevel(rule, failOn) },
    properties: {
      tags: [rule.service, rule.operation, rule.level, ...statements].map(visible),
    },
  };
}

function quoted([name, text]: readonly [string, string]): string {
  return text === "" ? name : `${name}: ${text}`;
}

/** The place of the rule in its rule file: a server has no source that could be shown. */
export function sarifLocations(
  rule: RuleReport,
  target: TargetReport,
  binding: string | null,
): NonNullable<Result["locations"]> {
  const { definedAt } = rule;
  const name = [target.name, rule.service, rule.operation, ...(binding ? [binding] : [])];
  return [
    {
      ...(definedAt
        ? {
            physicalLocation: {
              artifactLocation: { uri: pathAsUri(definedAt.file) },
              ...(definedAt.line === undefined ? {} : { region: { startLine: definedAt.line } }),
            },
          }
        : {}),
      logicalLocations: [{ fullyQualifiedName: visible(name.join("/")), kind: "resource" }],
    },
  ];
}

function pathAsUri(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .split(/[\\/]/)
    .map(encodeURIComponent)
    .join("/");
}
