import { buildTarget } from "../../config/targets/build-target.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { inEdition } from "../../rules/select/in-edition.ts";
import { judgeInProcess } from "../../run/campaign/judge-in-process.ts";
import { runCampaign } from "../../run/campaign/run-campaign.ts";
import { newTag } from "../../run/target/open-target.ts";
import { type ProofContext, rulesOf } from "../proof-context.ts";
import type { PublicFinding, PublicJob, PublicResult } from "../proof-job.ts";

/** So many rules that could not be judged are told. */
const UNSURE = 12;
/** A failure of one rule is enough to know that a fault is found again, however large its case is. */
const QUICKLY = { shrink: false, maxFailures: 1 };

/**
 * A run as anybody does it with `{ "embedded": { "faults": [...] } }`: every default of the command, the
 * cases spread over a rule's bindings, the same order, as many units at once. Only how long a request takes
 * is not measured, as no case is left out for it on a server in the same process: a score must not depend on
 * what else the machine does. It ends with the first MUST rule that fails, or goes on to its end.
 *
 * Rules that found the fault with an earlier seed are tried before, on a server of their own: the cases of a
 * rule depend on the seed and on nothing else, so that what fails here fails in the whole run, too. The
 * other way round nothing is taken for granted: where they pass, the whole run decides.
 */
export async function doPublicJob(job: PublicJob, context: ProofContext): Promise<PublicResult> {
  const started = performance.now();
  const { fault, seed, rules, first } = job;
  const again = first.length > 0 ? await judge({ ...job, rules: first }, context, QUICKLY) : [];
  const seen = isFound(again, context) ? again : await judge({ ...job, rules }, context);
  const { found, warned } = findingsOf(seen, context);
  return {
    kind: "public",
    fault,
    seed,
    found,
    warned,
    unsure: found
      ? []
      : seen
          .filter(({ verdict }) => verdict === "inconclusive")
          .slice(0, UNSURE)
          .map(({ rule, reason }) => ({ rule, reason })),
    durationMs: Math.round(performance.now() - started),
  };
}

/** The verdicts in the order in which they fell; a MUST rule that fails is the last that was waited for. */
async function judge(
  job: Pick<PublicJob, "fault" | "seed" | "rules">,
  context: ProofContext,
  each: Parameters<typeof judgeInProcess>[1] = {},
): Promise<readonly UnitVerdict[]> {
  const specs = inEdition(context.specs, undefined);
  const isFailedMust = failedMust(context);
  const seen: UnitVerdict[] = [];
  await runCampaign({
    specs,
    rules: rulesOf({ specs }, job.rules),
    adapters: context.vocabulary.adapters,
    targets: [
      buildTarget(
        "public",
        { embedded: job.fault === null ? true : { faults: [job.fault] } },
        { folder: process.cwd(), services: specs.services },
      ),
    ],
    runs: context.runs,
    effort: { vocabulary: context.vocabulary, spread: true, measured: false },
    seed: job.seed,
    tag: newTag(),
    signal: context.signal,
    // An embedded server is gone with its target: nothing has to be written down for later.
    maxFailures: 1,
    excuses: (verdict) => !isFailedMust(verdict),
    engine: judgeInProcess({ ...context.vocabulary, checks: new Map() }, each),
    onPlan: () => undefined,
    onVerdict: (verdict) => void seen.push(verdict),
  });
  return seen;
}

function failedMust({ specs }: ProofContext): (verdict: UnitVerdict) => boolean {
  const { rules } = inEdition(specs, undefined);
  const must = new Set(rules.flatMap(({ id, level }) => (level === "MUST" ? [id] : [])));
  return ({ rule, verdict }) => verdict === "fail" && must.has(rule);
}

function isFound(seen: readonly UnitVerdict[], context: ProofContext): boolean {
  return seen.some(failedMust(context));
}

/** What failed, and after how much: the first MUST rule, and until then the others, each once. */
function findingsOf(
  seen: readonly UnitVerdict[],
  context: ProofContext,
): Pick<PublicResult, "found" | "warned"> {
  const isFailedMust = failedMust(context);
  const warned = new Map<string, PublicFinding>();
  let cases = 0;
  let requests = 0;
  for (const verdict of seen) {
    cases += verdict.cases;
    requests += verdict.requests;
    if (verdict.verdict !== "fail") continue;
    const { rule, binding, reason } = verdict;
    const finding = { rule, binding, reason, cases, requests };
    if (isFailedMust(verdict)) return { found: finding, warned: [...warned.values()] };
    if (!warned.has(rule)) warned.set(rule, finding);
  }
  return { found: null, warned: [...warned.values()] };
}
