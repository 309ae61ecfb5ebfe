import type { Campaign, TargetStats } from "../campaign/campaign.ts";
import { openCampaignTarget, targetStats } from "../campaign/open-campaign-target.ts";
import { endsEarlierSession } from "../target/ends-earlier-session.ts";
import type { Adapters } from "../target/open-target.ts";
import { SetUpError } from "../target/sessions.ts";

/**
 * Targets whose logins end the session before them: workers would log each other out. Each is asked by two logins of the
 * owner; what was sent for it is told.
 */
export async function oneSessionTargets(
  campaign: Campaign,
  {
    adapters,
    signal,
    onStats,
  }: {
    readonly adapters: Adapters;
    readonly signal: AbortSignal;
    readonly onStats: (stats: TargetStats) => void;
  },
): Promise<ReadonlyMap<string, string>> {
  const apart = new Map<string, string>();
  for (const target of campaign.targets) {
    const own = campaign.units.filter((unit) => unit.target === target.name);
    const ids = new Set(own.map(({ rule }) => rule));
    const judged = campaign.rules.filter(({ id }) => ids.has(id));
    if (own.length < 2 || signal.aborted) continue;
    try {
      const open = await openCampaignTarget(campaign, target, { signal, adapters });
      try {
        for (const service of new Set(judged.map((rule) => rule.service))) {
          if (!(await endsEarlierSession(open, service))) continue;
          apart.set(target.name, "a login ends the session before it");
        }
        // How long these few took, beside all others, is of no interest.
        onStats({ ...targetStats(open), timings: [] });
      } finally {
        await open.close();
      }
    } catch (error) {
      // Whoever judges it says what is wrong.
      if (!(error instanceof SetUpError)) throw error;
    }
  }
  return apart;
}
