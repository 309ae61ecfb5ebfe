import type { Secret } from "../../config/targets/secrets-of.ts";
import type { UnitVerdict } from "../../model/unit.ts";
import { createSecrets } from "../../wire/redact/secrets.ts";
import type { TargetStats } from "../campaign/campaign.ts";
import { shownTail } from "./log-tail.ts";

/**
 * The end of a launched server's log, for the report, where something went wrong: a violation, or a
 * rule that could not be judged. Without the secrets of the target and the tickets of the run; where
 * these are not all known there is none.
 */
export function launchLog(seen: {
  readonly log: string;
  /** The secrets of its target. */
  readonly declared: readonly Secret[];
  readonly reason: string | undefined;
  readonly verdicts: readonly UnitVerdict[];
  readonly issued: TargetStats["issued"];
}): string | undefined {
  const { log, declared, reason, verdicts, issued } = seen;
  const wrong = verdicts.some(({ verdict }) => verdict === "fail" || verdict === "inconclusive");
  if (log === "" || !(wrong || reason !== undefined)) return undefined;
  const wasJudged = verdicts.some(({ requests }) => requests > 0);
  if (wasJudged && issued === undefined) return undefined;
  const secrets = createSecrets();
  for (const { value, label } of [...declared, ...(issued ?? [])]) {
    secrets.add(value, label);
  }
  return shownTail(log, secrets.redact);
}
