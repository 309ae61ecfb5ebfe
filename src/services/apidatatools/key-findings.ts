import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import type { Rule } from "../../model/rule.ts";
import type { Target } from "../../model/target.ts";
import type { Finding } from "../../run/service/adapter.ts";
import type { RecordedTarget } from "../../run/target/target-parts.ts";
import { type KeyUser, tryKey } from "./try-key.ts";

/**
 * Whether the server takes the API keys.
 *
 * @param target the open one, as it is known to offer operations
 */
export async function keyFindings(
  open: RecordedTarget,
  target: Target,
  rules: readonly Rule[],
): Promise<readonly Finding[]> {
  const [rule] = rules;
  const findings: Finding[] = [];
  for (const user of ["owner", "stranger"] as const) {
    findings.push(...(await findingsOf(user, open, target, rule)));
  }
  return findings;
}

async function findingsOf(
  user: KeyUser,
  open: RecordedTarget,
  target: Target,
  rule: Rule | undefined,
): Promise<readonly Finding[]> {
  const what = `keys.${user}`;
  const trial = await tryKey(user, open, target, rule);
  switch (trial.kind) {
    case "untried":
      return [];
    case "silent":
    case "refused":
      return [{ what, ok: false, says: trial.why }];
    case "works": {
      const works = { what, ok: true, says: "the key works" };
      if (!trial.astray) return [works];
      const says = `${what} gets ${describeAnswer(trial.astray)}; look at its method and path`;
      return [works, { what: "listUploads", ok: false, says }];
    }
    default:
      return trial satisfies never;
  }
}
