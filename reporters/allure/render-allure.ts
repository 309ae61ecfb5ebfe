import type { Report, TargetReport } from "../../src/model/report.ts";
import { brokenStatements } from "../broken-statements.ts";
import { type JudgedUnit, judgedUnits } from "../judged-units.ts";
import type { RenderOptions } from "../render-options.ts";
import { staleOnBinding } from "../stale-on-binding.ts";
import { formatFailure } from "../text/format-failure.ts";
import { safeJson } from "../text/safe-json.ts";
import { stableUuid } from "../text/stable-uuid.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";
import { webAddress } from "../text/web-address.ts";
import { whyIncomplete } from "../why-incomplete.ts";
import { ALLURE_ENVIRONMENT, allureEnvironment } from "./allure-environment.ts";
import { type AllureResult, allureResult } from "./allure-result.ts";

const SEVERITY = { MUST: "critical", SHOULD: "normal", MAY: "minor" } as const;
const MAX_MESSAGE = 1_000;

type Files = readonly (readonly [name: string, text: string])[];

/**
 * Allure results by the names of their files: a test for each rule and binding with the evidence as an
 * attachment, inconclusive as broken, known deviations and what does not apply as skipped. The same
 * report gives the same names; the target and the binding tell histories apart.
 */
export function renderAllure(
  report: Report,
  { failOn = "must" }: RenderOptions = {},
): Readonly<Record<string, string>> {
  const files = report.targets.flatMap((target): Files => {
    const why = whyIncomplete(report, target);
    const units = judgedUnits(target, failOn);
    return [
      ...(why === null ? [] : more(report, target, ["is judged", "broken", why])),
      ...staleOnBinding(target).flatMap(({ name, message }) =>
        more(report, target, [name, "failed", message]),
      ),
      ...units.flatMap((unit) => unitFiles(report, target, unit)),
    ];
  });
  return Object.fromEntries([
    ...files,
    [ALLURE_ENVIRONMENT, allureEnvironment(report, { failOn })] as const,
  ]);
}

function unitFiles(report: Report, target: TargetReport, unit: JudgedUnit): Files {
  const { rule, binding, failures } = unit;
  const uuid = stableUuid([report.run.id, target.name, rule.id, binding ?? ""]);
  const evidence = failures.map((failure, index) => {
    const source = `${uuid}-${index + 1}-attachment.txt`;
    return { source, name: `failure ${visible(failure.id)}`, text: formatFailure(failure) };
  });
  const place = `${rule.source.document}, ${rule.source.where}`;
  const url = webAddress(rule.source.url);
  const result = allureResult(report, target, {
    uuid,
    name: visible(`${rule.id}${binding === null ? "" : ` [${binding}]`}`),
    status: statusOf(unit),
    message: messageOf(unit),
    durationMs: rule.durationMs / Math.max(1, Object.keys(rule.bindings).length),
    description: [
      `${rule.level} ${brokenStatements(rule, failures).join(", ")}: ${rule.title}`,
      `Source: ${place}`,
      `Verdict: ${unit.verdict}${unit.reason === null ? "" : `: ${unit.reason}`}`,
    ],
    labels: [
      { name: "severity", value: SEVERITY[rule.level] },
      { name: "suite", value: visible(`${rule.service} ${rule.operation}`) },
    ],
    links: url === undefined ? [] : [{ name: visible(place), url, type: "link" }],
    binding,
    attachments: evidence.map(({ source, name }) => ({ name, source, type: "text/plain" })),
  });
  return [
    [`${uuid}-result.json`, safeJson(result)],
    ...evidence.map(({ source, text }) => [source, `${text}\n`] as const),
  ];
}

/** A result beside those of the rules. */
function more(
  report: Report,
  target: TargetReport,
  [name, status, message]: readonly [string, AllureResult["status"], string],
): Files {
  const uuid = stableUuid([report.run.id, target.name, name]);
  const result = allureResult(report, target, {
    uuid,
    name: visible(name),
    status,
    message: visible(truncate(message, MAX_MESSAGE)),
    durationMs: 0,
    description: [],
    labels: [],
    links: [],
    binding: null,
    attachments: [],
  });
  return [[`${uuid}-result.json`, safeJson(result)]];
}

function statusOf({ severity }: JudgedUnit): AllureResult["status"] {
  switch (severity) {
    case "pass":
    case "observed":
      return "passed";
    case "violated":
    case "warning":
    case "stale":
      return "failed";
    case "inconclusive":
      return "broken";
    case "known":
    case "not-applicable":
      return "skipped";
    default:
      return severity satisfies never;
  }
}

function messageOf({ rule, severity, reason, failures }: JudgedUnit): string {
  const [failure] = failures;
  const says = failure ? `expected ${failure.expected.join("; ")}; got ${failure.actual}` : reason;
  const words = {
    stale: `stale deviation: the rule passes; remove its entry (${rule.known?.reason ?? ""})`,
    known: `known deviation: ${rule.known?.reason ?? ""}`,
    pass: "",
  } as const;
  const text = severity in words ? words[severity as keyof typeof words] : (says ?? "");
  return visible(truncate(text, MAX_MESSAGE));
}
