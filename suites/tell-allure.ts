import {
  description,
  displayName,
  parameter,
  parentSuite,
  severity,
  suite,
} from "allure-js-commons";
import type { Rule } from "../src/model/rule.ts";
import type { UnitVerdict } from "../src/model/unit.ts";

const SEVERITY = { MUST: "critical", SHOULD: "normal", MAY: "minor" } as const;

/**
 * Tells Allure what its own reporter cannot know. The target is a parameter, so that two targets do
 * not share one history; the seed is shown but left out of the history's identity.
 */
export async function tellAllure(rule: Rule, verdict: UnitVerdict, seed: number): Promise<void> {
  await displayName(`${rule.id} [${verdict.binding}]`);
  await parameter("target", verdict.target);
  await parameter("binding", verdict.binding);
  await parameter("seed", String(seed), { excluded: true });
  await severity(SEVERITY[rule.level]);
  await parentSuite(verdict.target);
  await suite(`${rule.service} ${rule.operation}`);
  const [failure] = verdict.failures;
  await description(
    [
      `${rule.level} ${rule.statements.join(", ")}: ${rule.title}`,
      `Source: ${rule.source.document}, ${rule.source.where}`,
      `Verdict: ${verdict.verdict}${verdict.reason === null ? "" : `: ${verdict.reason}`}`,
      ...(failure ? [`Case: ${JSON.stringify(failure.counterexample)}`, failure.curl] : []),
    ]
      // Server text must not become Markdown of the report.
      .map((line) => line.replace(/[\\`*_{}[\]<>#|]/g, "\\$&"))
      .join("\n\n"),
  );
}
