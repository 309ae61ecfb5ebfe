import type { FailureEvidence, RuleEvidence } from "./evidence.ts";
import { type EvidenceLimits, failureEvidence } from "./failure-evidence.ts";
import { jsonBlock } from "./json-block.ts";
import type { PageContent } from "./page-content.ts";

export interface FittedEvidence {
  readonly byRule: ReadonlyMap<string, RuleEvidence>;
  /** True where evidence was cut for want of room. */
  readonly shortened: boolean;
}

/** From everything that a person will read to what tells one failure from another. */
const LIMITS: readonly EvidenceLimits[] = [
  { text: 20_000, exchanges: 40 },
  { text: 4_000, exchanges: 10 },
  { text: 1_000, exchanges: 4 },
  { text: 400, exchanges: 2 },
  { text: 200, exchanges: 1 },
];

/** Bytes of all the evidence of a page, which with everything around it stays under 20 MB. */
const BUDGET = 10_000_000;

/** The evidence of every failure by rule, as much of each as there is room for. */
export function fitEvidence(content: PageContent): FittedEvidence {
  for (const [index, limits] of LIMITS.entries()) {
    const isLast = index === LIMITS.length - 1;
    const byRule = within(content, limits, isLast);
    if (byRule) return { byRule, shortened: index > 0 };
  }
  return { byRule: new Map(), shortened: true };
}

/** Null when it does not fit, unless failures may be omitted. */
function within(
  { rules, report, several, reportPath }: PageContent,
  limits: EvidenceLimits,
  mayOmit: boolean,
): ReadonlyMap<string, RuleEvidence> | null {
  const byRule = new Map<string, RuleEvidence>();
  const anchors = new Set<string>();
  let room = BUDGET;
  for (const { id, cells } of rules) {
    const failures: FailureEvidence[] = [];
    let omitted = 0;
    for (const [index, cell] of cells.entries()) {
      const name = report.targets[index]?.name ?? "";
      for (const failure of cell?.failures ?? []) {
        const own = wordOf(failure.id);
        const isFirst = !anchors.has(own);
        const anchor = isFirst ? own : `${own}~${wordOf(name)}`;
        anchors.add(own);
        const place = {
          anchor,
          target: several ? name : null,
          replayOn: isFirst ? null : name,
          ...(reportPath === undefined ? {} : { report: { reportPath } }),
        };
        const evidence = failureEvidence(failure, place, limits);
        room -= Buffer.byteLength(jsonBlock(evidence).html);
        if (room >= 0) failures.push(evidence);
        else if (mayOmit) omitted++;
        else return null;
      }
    }
    if (failures.length + omitted > 0) byRule.set(id, { failures, omitted });
  }
  return byRule;
}

/** As a word that can stand in an address and in a list of words; ids are such words already. */
function wordOf(text: string): string {
  return text.replace(/[^\w.-]+/g, "-");
}
