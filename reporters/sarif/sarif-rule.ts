import type { ReportingDescriptor, Result } from "sarif";
import type { RuleReport, TargetReport } from "../../src/model/report.ts";
import type { FailOn } from "../render-options.ts";
import { escapeMarkdown } from "../text/escape-markdown.ts";
import { markdownLink } from "../text/markdown-link.ts";
import { visible, visibleLines } from "../text/visible.ts";
import { webAddress } from "../text/web-address.ts";
import { SARIF_LIMITS } from "./sarif-limits.ts";

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
      tags: [rule.service, rule.operation, rule.level, ...statements]
        .slice(0, SARIF_LIMITS.tagsOfARule)
        .map(visible),
      ...(rule.definedAt ? { definedAt: visible(placeOf(rule.definedAt)) } : {}),
    },
  };
}

function quoted([name, text]: readonly [string, string]): string {
  return text === "" ? name : `${name}: ${text}`;
}

function placeOf({ file, line }: NonNullable<RuleReport["definedAt"]>): string {
  return line === undefined ? file : `${file}:${line}`;
}

/**
 * A place that there is in the repository of whoever reads it: the targets file, since a server has no source
 * that could be shown; where that lies elsewhere, the rule in its rule file.
 */
export function sarifLocations(
  rule: RuleReport,
  target: TargetReport,
  binding: string | null,
  targetsFile: string | undefined,
): NonNullable<Result["locations"]> {
  const place = targetsFile === undefined ? rule.definedAt : { file: targetsFile, line: 1 };
  const name = [target.name, rule.service, rule.operation, ...(binding ? [binding] : [])];
  return [
    {
      ...(place
        ? {
            physicalLocation: {
              artifactLocation: { uri: pathAsUri(place.file) },
              ...(place.line === undefined ? {} : { region: { startLine: place.line } }),
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
