import { FAULT_CLASSES } from "../../reference/faults/fault.ts";
import { escapeMarkdown } from "../../reporters/text/escape-markdown.ts";
import { inlineCode } from "../../reporters/text/inline-code.ts";
import { markdownTable } from "../../reporters/text/markdown-table.ts";
import type { FaultProof, Proof } from "./proof.ts";

/** Every fault by its class: who finds it, and how soon. */
export function faultSections({ faults, run }: Proof): readonly string[] {
  if (faults.length === 0) return [];
  const sections = Object.entries(FAULT_CLASSES).flatMap(([name, title]) => {
    const mine = faults.filter((fault) => fault.class === name);
    if (mine.length === 0) return [];
    return [`### ${title[0]?.toUpperCase()}${title.slice(1)}`, "", faultTable(mine, run), ""];
  });
  return [
    "## Every fault",
    "",
    "Cases and requests until it was found: the median over claiming rules and seeds. Calls: of the smallest",
    ...(run.claimsOnly
      ? ["case that shows it."]
      : ["case that shows it. Others: how many rules found it that do not claim it."]),
    "",
    ...sections,
  ];
}

function faultTable(faults: readonly FaultProof[], { claimsOnly }: Proof["run"]): string {
  return markdownTable(
    [
      "fault",
      "seen by",
      "found by",
      ...(claimsOnly ? [] : ["others"]),
      "cases",
      "requests",
      "calls",
    ],
    faults.map((fault) => [
      `${inlineCode(fault.name)}<br>${escapeMarkdown(fault.title)}`,
      fault.visibility,
      fault.claims
        .map(({ rule, found, seeds }) => {
          const missed = found < seeds ? ` (${found} of ${seeds} seeds)` : "";
          return `${inlineCode(withoutVendor(rule))}${missed}`;
        })
        .join("<br>") || "no rule claims it",
      ...(claimsOnly ? [] : [String(fault.others.length)]),
      String(fault.medianCases ?? ""),
      String(fault.medianRequests ?? ""),
      String(fault.smallestCase ?? ""),
    ]),
  );
}

/** Every rule that judges, and its killers. */
export function ruleTable({ rules, faults }: Proof): readonly string[] {
  if (faults.length === 0) return [];
  const judging = rules.filter(({ level }) => level !== "MAY");
  return [
    "## Every rule, and what makes it fail",
    "",
    markdownTable(
      ["rule", "level", "statements", "faults that it claims and finds"],
      judging.map(({ id, level, statements, killers }) => [
        inlineCode(withoutVendor(id)),
        level,
        statements.join(" "),
        killers.map(inlineCode).join("<br>") || "none",
      ]),
    ),
    "",
  ];
}

/** A rule's id without its vendor, which its operation tells. */
export function withoutVendor(id: string): string {
  return id.slice(id.indexOf(".") + 1);
}
