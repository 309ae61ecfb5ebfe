import type { RuleReport } from "../../src/model/report.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { brokenStatements } from "../broken-statements.ts";
import type { FailOn } from "../render-options.ts";
import { leavesOpen, severityOf } from "../severity.ts";
import type { ExchangeText } from "../text/format-exchange.ts";
import { formatFailure } from "../text/format-failure.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";

/** An element for XMLBuilder: `@name` is an attribute, `#text` the text. */
export interface XmlElement {
  readonly [name: string]: string | XmlElement | readonly XmlElement[];
}

/** How a test case counts in JUnit, and what its element holds. */
export type JunitCase =
  | { readonly outcome: "passed" | "failure" | "error" | "skipped"; readonly children: XmlElement }
  /** Passes, because the violated rule is not one that fails the run; the message says what is wrong. */
  | { readonly outcome: "warning"; readonly children: XmlElement; readonly message: string };

export interface JunitOptions {
  readonly failOn: FailOn;
  readonly evidence: ExchangeText;
}

const MAX_MESSAGE = 300;
const MILLISECONDS = 1000;

/** The rule on one of its bindings as a test case. Time is the rule's, shared evenly by its bindings. */
export function junitCase(
  rule: RuleReport,
  binding: string | null,
  verdict: VerdictKind,
  { failOn, evidence }: JunitOptions,
): JunitCase {
  const reason = visible(
    (binding && rule.reasons?.[binding]) || rule.reason || "no reason recorded",
  );
  const severity = severityOf(rule, failOn, verdict, binding);
  switch (severity) {
    case "violated":
      return { outcome: "failure", children: { failure: violation(rule, binding, evidence) } };
    case "warning": {
      const { "@message": message, "#text": text } = violation(rule, binding, evidence);
      return { outcome: "warning", message, children: { "system-out": `warning: ${text}` } };
    }
    case "known": {
      const skipped = { "@message": knownAs(rule) };
      return {
        outcome: "skipped",
        children: { skipped, "system-out": violation(rule, binding, evidence)["#text"] },
      };
    }
    case "stale": {
      const message = `stale deviation: the rule passes; remove its entry (${knownAs(rule)})`;
      return {
        outcome: "failure",
        children: { failure: { "@message": message, "@type": "stale" } },
      };
    }
    case "inconclusive":
      return leavesOpen(rule, failOn)
        ? {
            outcome: "error",
            children: { error: { "@message": reason, "@type": "inconclusive" } },
          }
        : { outcome: "skipped", children: { skipped: { "@message": `inconclusive: ${reason}` } } };
    case "not-applicable":
      return { outcome: "skipped", children: { skipped: { "@message": reason } } };
    case "observed":
      return { outcome: "passed", children: { "system-out": observations(rule) } };
    case "pass":
      return { outcome: "passed", children: {} };
    default:
      return severity satisfies never;
  }
}

/** Seconds, as JUnit has them. */
export function junitTime(ms: number): string {
  return (ms / MILLISECONDS).toFixed(3);
}

function violation(rule: RuleReport, binding: string | null, evidence: ExchangeText) {
  const own = rule.failures.filter((failure) => failure.binding === binding);
  const [first] = own;
  const says = first
    ? `expected ${first.expected.join("; ")}; got ${first.actual}`
    : (rule.reason ?? "violated");
  const heading = `${rule.level} ${brokenStatements(rule, own).join(" ")}: ${rule.title}`;
  const source = [rule.source.document, rule.source.where, rule.source.url ?? ""];
  return {
    "@message": visible(truncate(says, MAX_MESSAGE)),
    "@type": rule.level,
    "#text": [
      `${visible(heading)}\n${visible(source.filter((part) => part !== "").join(", "))}`,
      ...own.map((failure) => formatFailure(failure, evidence)),
    ].join("\n\n"),
  };
}

function knownAs({ known }: RuleReport): string {
  const parts = [known?.reason, known?.since && `since ${known.since}`, known?.link];
  return visible(`known deviation: ${parts.filter(Boolean).join(", ")}`);
}

function observations({ observed }: RuleReport): string {
  return Object.entries(observed ?? {})
    .map(([what, seen]) => `${visible(what)}: ${visible(seen)}`)
    .join("\n");
}
