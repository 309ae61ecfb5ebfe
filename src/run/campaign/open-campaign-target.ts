import type { Secret } from "../../config/targets/secrets-of.ts";
import type { Check } from "../../judge/checks/check-context.ts";
import type { Target } from "../../model/target.ts";
import { appendJournal, NO_JOURNAL } from "../cleanup/journal.ts";
import type { Adapters } from "../target/open-target.ts";
import { type OpenTarget, openTarget } from "../target/open-target.ts";
import type { Others } from "../target/read-write-lock.ts";
import type { Campaign, TargetStats } from "./campaign.ts";

/** Opens a target as its campaign says. */
export function openCampaignTarget(
  { operations, services, seed, tag, journal }: Campaign,
  target: Target,
  options: {
    readonly signal: AbortSignal;
    readonly adapters: Adapters;
    readonly checks?: ReadonlyMap<string, Check>;
    readonly others?: Others | undefined;
    readonly onSecret?: ((secret: Secret) => void) | undefined;
  },
): Promise<OpenTarget> {
  const written = journal === undefined ? NO_JOURNAL : appendJournal(journal);
  return openTarget({ target, operations, services, seed, tag, journal: written, ...options });
}

/** What a target saw and kept, at the end of its units. */
export function targetStats(open: OpenTarget): TargetStats {
  const { target, leftovers, issued } = open;
  return {
    target: target.name,
    ...open.client.stats(),
    coverage: open.coverage.summary(),
    timings: open.timings.summary(),
    leftovers: leftovers.words(),
    issued,
  };
}
