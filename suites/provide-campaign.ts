import type { TestProject } from "vitest/node";
import { loadSpecs } from "../src/built-in/load-specs.ts";
import { VOCABULARY } from "../src/built-in/vocabulary.ts";
import { loadTargets } from "../src/config/targets/load-targets.ts";
import { selectRules } from "../src/rules/select/select-rules.ts";
import { prepareCampaign } from "../src/run/campaign/prepare-campaign.ts";
import { newTag } from "../src/run/target/open-target.ts";

const DEFAULT_RUNS = 100;

/**
 * Global set-up for `npx vitest --project suites` in a checkout. What `assay run` has options for
 * comes from the environment: ASSAY_TARGETS, ASSAY_TARGET, ASSAY_RULE, ASSAY_SEED, ASSAY_RUNS.
 */
export default async function provideCampaign(project: TestProject): Promise<() => Promise<void>> {
  const { ASSAY_TARGETS, ASSAY_TARGET, ASSAY_RULE, ASSAY_SEED = "1", ASSAY_RUNS } = process.env;
  const specs = loadSpecs([], process.cwd());
  const file = loadTargets({
    file: ASSAY_TARGETS,
    cwd: process.cwd(),
    env: process.env,
    specs,
  });
  const { campaign, stop } = await prepareCampaign({
    specs,
    adapters: VOCABULARY.adapters,
    rules: selectRules(specs, ASSAY_RULE ? { rule: ASSAY_RULE.split(",") } : {}),
    targets: file.select(ASSAY_TARGET ? ASSAY_TARGET.split(",") : []),
    seed: Number(ASSAY_SEED),
    runs: Number(ASSAY_RUNS ?? DEFAULT_RUNS),
    tag: newTag(),
  });
  project.provide("campaign", campaign);
  return stop;
}
