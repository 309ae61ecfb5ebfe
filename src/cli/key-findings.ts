import { type Answer, isAccepted } from "../judge/answer/answer.ts";
import { describeAnswer } from "../judge/answer/describe-answer.ts";
import type { Target } from "../model/target.ts";
import { describeFailure } from "../run/case/describe-failure.ts";
import { harmlessValues } from "../run/target/harmless-call.ts";
import { lacks } from "../run/target/lacks.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import { callOfTarget } from "../run/target/target-calls.ts";
import type { Finding } from "./finding.ts";

/** How a server says that it does not know a key, or not for this. */
const REFUSALS: readonly number[] = [401, 403];

/**
 * Whether the server takes the API keys: each lists its uploads, or deletes one that cannot exist.
 *
 * @param target the open one, as it is known to offer operations
 */
export async function keyFindings(open: OpenTarget, target: Target): Promise<readonly Finding[]> {
  const { keys = {} } = target.services.apidatatools ?? {};
  const findings: Finding[] = [];
  for (const user of ["owner", "stranger"] as const) {
    const key = keys[user];
    if (key !== undefined) findings.push(...(await findingsOf(`keys.${user}`, key, open, target)));
  }
  return findings;
}

async function findingsOf(
  what: string,
  key: string,
  open: OpenTarget,
  target: Target,
): Promise<readonly Finding[]> {
  const listed = await listBy(key, open);
  const isList = listed !== undefined && isAccepted(listed);
  const said =
    isList || (listed && isRefusedKey(listed)) ? listed : await deleteBy(key, open, target);
  if (said === undefined) return [];
  const finding =
    typeof said === "string"
      ? { what, ok: false, says: said }
      : isRefusedKey(said)
        ? { what, ok: false, says: `the key is refused: ${describeAnswer(said)}; look at ${what}` }
        : { what, ok: true, says: "the key works" };
  if (listed === undefined || isList || isRefusedKey(listed)) return [finding];
  const says = `${what} gets ${describeAnswer(listed)}; look at its method and path`;
  return [finding, { what: "listUploads", ok: false, says }];
}

function isRefusedKey(answer: Answer): boolean {
  return REFUSALS.includes(answer.status);
}

/** What the list of uploads that the target describes answers; undefined without one. */
async function listBy(key: string, open: OpenTarget): Promise<Answer | undefined> {
  const operation = open.operations["ListUploads"];
  if (!operation || !open.target.services.apidatatools?.listUploads) return undefined;
  const made = await callOfTarget(open, operation, { key, with: {} }, { answer: undefined });
  return made.kind === "made" ? made.answer : undefined;
}

/** What a delete of no upload answers, or why there is no answer; undefined where it is not offered. */
async function deleteBy(
  key: string,
  open: OpenTarget,
  target: Target,
): Promise<Answer | string | undefined> {
  const operation = open.operations["DeleteUpload"];
  if (!operation || lacks(target, "apidatatools", "DeleteUpload")) return undefined;
  const values = harmlessValues(open, operation);
  if (!values) return undefined;
  const call = { operation: "DeleteUpload", binding: "rest", without: [], rename: {} } as const;
  const { answer, reply } = await open.send("apidatatools", {
    ...call,
    ...values,
    credential: key,
  });
  return answer ?? `DeleteUpload got ${describeFailure(reply)}`;
}
