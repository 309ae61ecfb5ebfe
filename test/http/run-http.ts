import type { RequestListener } from "node:http";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import type { UnitVerdict } from "../../src/model/unit.ts";
import { judgeInProcess } from "../../src/run/campaign/judge-in-process.ts";
import { type CampaignResult, runCampaign } from "../../src/run/campaign/run-campaign.ts";
import { newTag } from "../../src/run/target/open-target.ts";
import { type HttpFiles, httpSpecs, httpTarget, withServer } from "./judge-http.ts";

export interface RunHttp extends CampaignResult {
  /** By the last part of the rules' ids. */
  readonly byRule: Readonly<Record<string, UnitVerdict>>;
}

/** A whole run about a server of node:http, in this process: it is looked at first, then judged. */
export function runHttp(files: HttpFiles, listener: RequestListener): Promise<RunHttp> {
  const specs = httpSpecs(files);
  const { adapters } = VOCABULARY;
  return withServer(listener, async (baseUrl) => {
    const result = await runCampaign({
      specs,
      rules: specs.rules,
      adapters,
      targets: [httpTarget(baseUrl)],
      seed: 1,
      runs: 3,
      tag: newTag(),
      signal: new AbortController().signal,
      engine: judgeInProcess({ ...VOCABULARY, checks: new Map() }),
      onPlan: () => undefined,
      onVerdict: () => undefined,
    });
    const byRule = Object.fromEntries(
      result.verdicts.map((verdict) => [verdict.rule.split(".")[2] ?? "", verdict]),
    );
    return { ...result, byRule };
  });
}

/** Each verdict with its reason, by rule. */
export function toldBy({ byRule }: RunHttp): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(byRule).map(([name, { verdict, reason }]) => [
      name,
      reason === null ? verdict : `${verdict}: ${reason}`,
    ]),
  );
}
