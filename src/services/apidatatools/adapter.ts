import type { Rule } from "../../model/rule.ts";
import type { Target } from "../../model/target.ts";
import type { BrokenCapabilities } from "../../run/service/adapter.ts";
import type { RecordedTarget, ServiceAdapter } from "../../run/target/target-parts.ts";
import { callOfTarget } from "./call-of-target.ts";
import { keyFindings } from "./key-findings.ts";
import { APIDATATOOLS } from "./name.ts";
import { createUploadOf } from "./settings.ts";
import { type KeyUser, tryKey } from "./try-key.ts";

/** What the data of the Delete Upload API cannot say: the calls that a target describes, and its keys. */
export const apiDataToolsAdapter: ServiceAdapter = {
  service: APIDATATOOLS,
  call: callOfTarget,
  // Each id of a pool is used once.
  usesUp: (entry) => "pool" in (createUploadOf(entry) ?? {}),
  trySettings,
  findings: keyFindings,
};

async function trySettings(
  open: RecordedTarget,
  target: Target,
  [rule]: readonly Rule[],
): Promise<BrokenCapabilities> {
  const why = async (user: KeyUser): Promise<BrokenCapabilities> => {
    const trial = rule && (await tryKey(user, open, target, rule));
    return trial?.kind === "refused" && trial.isSure ? { [user]: trial.why } : {};
  };
  return { ...(await why("owner")), ...(await why("stranger")) };
}
