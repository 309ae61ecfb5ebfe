import { AssertionError } from "node:assert";
import pLimit from "p-limit";
import { afterAll, beforeAll, describe, inject, test } from "vitest";
import type { Rule } from "../src/model/rule.ts";
import type { UnitVerdict } from "../src/model/unit.ts";
import type { Campaign, TargetStats } from "../src/run/campaign/campaign.ts";
import { inOrder } from "../src/run/campaign/in-order.ts";
import { openCampaignTarget, targetStats } from "../src/run/campaign/open-campaign-target.ts";
import { sharedAbortSignal } from "../src/run/campaign/shared-abort.ts";
import { invariantsLast, watchInvariants } from "../src/run/case/invariant.ts";
import { judgeUnit } from "../src/run/case/judge-unit.ts";
import type { Vocabulary } from "../src/run/case/vocabulary.ts";
import { slowLanes } from "../src/run/plan/plan-by-time.ts";
import type { OpenTarget } from "../src/run/target/open-target.ts";
import { tellAllure } from "./tell-allure.ts";

declare module "vitest" {
  interface ProvidedContext {
    campaign: Campaign;
  }
  interface TaskMeta {
    /** The verdict about one unit; the reporter collects it. */
    verdict?: UnitVerdict;
    stats?: TargetStats;
  }
}

/**
 * Declares the tests of a campaign: for every target one test for each rule and binding, of all of its
 * services at the same time. A test fails when the rule is violated, and is skipped with the reason when it
 * could not be judged; the verdict itself travels as task meta.
 */
export function defineSuite(vocabulary: Vocabulary): void {
  const campaign = inject("campaign");
  const stops = campaign.stop ? [sharedAbortSignal(campaign.stop)] : [];
  const rules = new Map(campaign.rules.map((rule) => [rule.id, rule]));
  for (const target of campaign.targets) {
    const units = campaign.units.flatMap((unit) => {
      const rule = rules.get(unit.rule);
      return rule && unit.target === target.name ? [{ ...unit, rule }] : [];
    });
    if (units.length === 0) continue;
    describe(target.name, () => {
      let open: OpenTarget;
      beforeAll(async () => {
        open = await openCampaignTarget(campaign, target, {
          signal: AbortSignal.any(stops),
          adapters: vocabulary.adapters,
        });
        watchInvariants(
          open,
          last.map(({ rule }) => rule),
        );
      });
      afterAll(() => open.close());

      const slow = campaign.plans?.[target.name]?.slow;
      const slowLane = pLimit(slowLanes(target.limits.concurrency));
      const judge = ({
        rule,
        bindings,
        runs = campaign.runs,
        ahead = 1,
        isSlow = false,
      }: (typeof units)[number]): void => {
        test(`${rule.id} [${bindings.join("+")}]`, async ({ task, skip, signal: ofTest }) => {
          const signal = AbortSignal.any([ofTest, ...stops]);
          if (signal.aborted) skip("the run ended before it was judged");
          const unit = { open, rule, bindings, runs, ahead, vocabulary, signal, slow };
          const judged = (): Promise<UnitVerdict> => judgeUnit(unit);
          const verdict = await (isSlow ? slowLane(judged) : judged());
          task.meta.verdict = verdict;
          if (campaign.allure) await tellAllure(rule, verdict, campaign.seed);
          if (verdict.verdict === "fail") throw violation(rule, verdict);
          if (verdict.reason !== null) skip(`${verdict.verdict}: ${verdict.reason}`);
        });
      };
      const { first, last } = invariantsLast(units);
      describe.concurrent("rules", () => {
        for (const unit of inOrder(first, target.limits.concurrency)) judge(unit);
      });
      // One after the other, when every other answer is there.
      for (const unit of last) {
        describe(unit.rule.operation, () => judge(unit));
      }

      test("what is left on the target", ({ task }) => {
        task.meta.stats = targetStats(open);
      });
    });
  }
}

/** An assertion, so that reporters take it for a failed test and not for a broken one. */
function violation(rule: Rule, { failures }: UnitVerdict): AssertionError {
  const [failure] = failures;
  return new AssertionError({
    message: `${rule.level} ${rule.statements.join(" ")}: ${rule.title}`,
    expected: failure?.expected.join("; "),
    actual: failure?.actual,
  });
}
