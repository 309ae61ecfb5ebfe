import { FAULTS } from "../reference/faults.ts";
import { loadSpecs } from "../src/built-in/load-specs.ts";
import { VOCABULARY } from "../src/built-in/vocabulary.ts";
import type { CasePlan } from "../src/model/case-plan.ts";
import type { Rule } from "../src/model/rule.ts";
import { findFault } from "../src/prove/find-fault.ts";
import { planJobs } from "../src/prove/plan-jobs.ts";
import { planProof } from "../src/prove/plan-proof.ts";
import type { ProofContext } from "../src/prove/proof-context.ts";
import type { FaultJob } from "../src/prove/proof-job.ts";
import { createReach } from "../src/prove/reach.ts";
import { REFERENCE_BENCH } from "../src/prove/reference-bench.ts";
import { withTarget } from "../src/prove/with-target.ts";
import { bindingSets } from "../src/rules/select/plan-units.ts";
import { numbersOf } from "../src/run/case/seed.ts";
import { planTarget } from "../src/run/plan/plan-target.ts";
import { runOverLink } from "./link-run.ts";

const SAMPLE = 40;
const SEED = 1;
const LATENCY_MS = 50;
/** Of 40 faults, in percent. */
const TO_FIND = 95;
/** What a default run takes where there is time for all. */
const ALL: CasePlan = { cases: 100, of: 100, spread: true };

/** Whether what a run over a link takes still finds faults: a sample of all, by exactly the cases of its plan. */
export async function faultsFound(): Promise<readonly string[]> {
  const { target } = await runOverLink({ latencyMs: LATENCY_MS });
  return [
    `faults found of a sample of ${SAMPLE} (to reach ${TO_FIND} %)`,
    await found(target.plan ?? ALL, `as planned at ${LATENCY_MS} ms`),
    // What is left where a link is longer: the tables, and one case for each row.
    await found({ ...ALL, cases: 1 }, "the shortest plan with every table"),
  ];
}

async function found(plan: CasePlan, name: string): Promise<string> {
  const specs = loadSpecs([], process.cwd());
  const context: ProofContext = {
    specs,
    vocabulary: VOCABULARY,
    bench: REFERENCE_BENCH,
    runs: plan.of,
    reach: createReach(),
    signal: new AbortController().signal,
  };
  const selection = { seeds: SEED, runs: plan.of, claimsOnly: true, narrowedRules: true };
  const jobs = planJobs(planProof(specs.rules, { ...selection, fault: sample() })).flatMap((job) =>
    job.kind === "fault" ? [job] : [],
  );
  const missed: string[] = [];
  for (const job of jobs) if (!(await isFound(job, plan, context))) missed.push(job.fault);
  const share = (100 * (jobs.length - missed.length)) / jobs.length;
  const not = missed.length === 0 ? "" : `, not ${missed.join(", ")}`;
  return `  ${plan.cases} cases a rule, ${name}: ${share.toFixed(1)} % of ${jobs.length}${not}`;
}

/** Whether one of the rules that claim a fault finds it, each by what a plan has for it. */
async function isFound(job: FaultJob, plan: CasePlan, context: ProofContext): Promise<boolean> {
  const { fault, dialect, chunks, seed, claims } = job;
  const { specs, vocabulary } = context;
  const server = await REFERENCE_BENCH.start({ specs, fault, dialect, chunks });
  try {
    return await withTarget({ target: server.target, context, seed }, async (open) => {
      const rules = specs.rules.filter(({ id }) => claims.includes(id)).map(asBinding);
      const units = rules.flatMap((rule) =>
        bindingSets(rule, undefined).map((bindings) => ({ rule, bindings })),
      );
      const effort = { vocabulary, given: () => plan };
      const options = { runs: plan.of, effort, measured: undefined };
      const { shareFor } = await planTarget(open, open, units, options);
      for (const { rule, bindings } of units) {
        const share = shareFor({ rule, bindings });
        if (typeof share === "string") continue;
        const how = { open, rule, sets: [bindings], runs: share.runs, shrink: false };
        if ((await findFault(how, context)).found) return true;
      }
      return false;
    });
  } finally {
    await server.close();
  }
}

/** An observation that claims a fault has to see it. */
function asBinding(rule: Rule): Rule {
  return rule.level === "MAY" ? { ...rule, level: "SHOULD" } : rule;
}

/** The same ones every time. */
export function sample(count = SAMPLE): readonly string[] {
  const draw = numbersOf("bench, faults", SEED);
  return FAULTS.map(({ name }) => ({ name, at: draw() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ name }) => name);
}
