import { planWords } from "../../reporters/plan-words.ts";
import { thousands } from "../../reporters/text/count.ts";
import { EXIT } from "../judge/report/exit-code.ts";
import type { CampaignPlan } from "../run/campaign/campaign-plan.ts";
import { standIn } from "../run/campaign/rehearse.ts";
import { runCampaign } from "../run/campaign/run-campaign.ts";
import { onInterrupt } from "./interrupt.ts";
import { print } from "./terminal.ts";

/**
 * `--dry-run`: the run is rehearsed on the built-in server in the shape of each target, which says
 * what would be sent to a server that conforms. The targets themselves get no traffic.
 */
export async function dryRun(campaign: CampaignPlan): Promise<number> {
  const { runSuites } = await import("../run/campaign/run-suites.ts");
  const interrupt = onInterrupt();
  try {
    const result = await runCampaign({
      ...campaign,
      targets: campaign.targets.map(standIn),
      signal: interrupt.signal,
      engine: runSuites,
      onPlan: () => undefined,
      onVerdict: () => undefined,
    });
    for (const { name, requests, bytesSent = 0, plan } of result.targets) {
      const own = result.verdicts.filter(({ target }) => target === name);
      const applying = own.filter(({ verdict }) => verdict !== "not-applicable");
      const rules = new Set(applying.map(({ rule }) => rule)).size;
      const cases = applying.reduce((sum, verdict) => sum + verdict.cases, 0);
      if (plan?.bytes) print(`${name}: ${planWords(plan)}\n`);
      print(
        `${name}: ${thousands(rules)} rules, ${thousands(cases)} cases, ${thousands(requests)} requests, ${thousands(bytesSent)} bytes\n`,
      );
    }
    print("rehearsed on the built-in server: nothing was sent to a target\n");
    return interrupt.signal.aborted ? EXIT.interrupted : EXIT.conforms;
  } finally {
    interrupt.release();
  }
}
