import { buildTarget } from "../../config/targets/build-target.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { inEdition } from "../../rules/select/in-edition.ts";
import { judgeInProcess } from "../../run/campaign/judge-in-process.ts";
import { runCampaign } from "../../run/campaign/run-campaign.ts";
import { newTag } from "../../run/target/open-target.ts";
import { type ProofContext, rulesOf } from "../proof-context.ts";
import type { PublicJob, PublicResult } from "../proof-job.ts";

/** So many rules that could not be judged are told. */
const UNSURE = 12;

/**
 * A run as anybody does it with `{ "embedded": { "faults": [...] } }`: every default of the command, the
 * same order, as many units at once. It ends with the first MUST rule that fails, or goes on to its end.
 */
export async function doPublicJob(job: PublicJob, context: ProofContext): Promise<PublicResult> {
  const { fault, seed } = job;
  const specs = inEdition(context.specs, undefined);
  const rules = rulesOf({ specs }, job.rules);
  const levels = new Map(rules.map(({ id, level }) => [id, level]));
  const isFailedMust = ({ rule, verdict }: UnitVerdict): boolean =>
    verdict === "fail" && levels.get(rule) === "MUST";
  const seen: UnitVerdict[] = [];
  const started = performance.now();
  await runCampaign({
    specs,
    rules,
    adapters: context.vocabulary.adapters,
    targets: [
      buildTarget(
        "public",
        { embedded: fault === null ? true : { faults: [fault] } },
        { folder: process.cwd(), services: specs.services },
      ),
    ],
    runs: context.runs,
    seed,
    tag: newTag(),
    signal: context.signal,
    // An embedded server is gone with its target: nothing has to be written down for later.
    maxFailures: 1,
    excuses: (verdict) => !isFailedMust(verdict),
    engine: judgeInProcess({ ...context.vocabulary, checks: new Map() }),
    onPlan: () => undefined,
    onVerdict: (verdict) => void seen.push(verdict),
  });
  const at = seen.findIndex(isFailedMust);
  const until = seen.slice(0, at + 1);
  const first = seen[at];
  const sum = (figure: (verdict: UnitVerdict) => number): number =>
    until.reduce((all, verdict) => all + figure(verdict), 0);
  const failed = seen.filter((verdict) => verdict.verdict === "fail" && !isFailedMust(verdict));
  return {
    kind: "public",
    fault,
    seed,
    found: first
      ? {
          rule: first.rule,
          binding: first.binding,
          reason: first.reason,
          cases: sum(({ cases }) => cases),
          requests: sum(({ requests }) => requests),
        }
      : null,
    warned: [...new Set(failed.map(({ rule }) => rule))],
    unsure: first
      ? []
      : seen
          .filter(({ verdict }) => verdict === "inconclusive")
          .slice(0, UNSURE)
          .map(({ rule, reason }) => ({ rule, reason })),
    durationMs: Math.round(performance.now() - started),
  };
}
