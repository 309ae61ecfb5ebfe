import { type Answer, isAccepted } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import type { Rule } from "../../model/rule.ts";
import { textAt } from "../../model/settings.ts";
import type { Target } from "../../model/target.ts";
import { callOnce } from "../../run/case/call-once.ts";
import { describeFailure } from "../../run/case/describe-failure.ts";
import { runCase } from "../../run/case/run-case.ts";
import { harmlessValues } from "../../run/target/harmless-call.ts";
import { lacks } from "../../run/target/lacks.ts";
import type { RecordedTarget } from "../../run/target/target-parts.ts";
import { callOfTarget } from "./call-of-target.ts";
import { APIDATATOOLS } from "./name.ts";
import { createUploadOf, listUploadsOf } from "./settings.ts";

/** How a server says that it does not know a key, or not for this. */
const REFUSALS: readonly number[] = [401, 403];

export type KeyUser = "owner" | "stranger";

/** What tries of a declared API key came to. */
export type KeyTrial =
  | { readonly kind: "untried" }
  /** No answer came. */
  | { readonly kind: "silent"; readonly why: string }
  /** `astray`: what the list of uploads answers all the same, where that is no list. */
  | { readonly kind: "works"; readonly astray?: Answer }
  /** `isSure`: as a key is that was never issued, or in everything that a key is for. */
  | { readonly kind: "refused"; readonly why: string; readonly isSure: boolean };

/**
 * Whether the server takes a declared API key. It lists the key's uploads and deletes one that cannot
 * exist. Only where both are refused, an upload is created (and removed): a server that refuses what it
 * should not is to blame itself.
 *
 * @param target the open one, as it is known to offer operations
 * @param rule any of the service: the creation is a case as it has them
 */
export async function tryKey(
  user: KeyUser,
  open: RecordedTarget,
  target: Target,
  rule: Rule | undefined,
): Promise<KeyTrial> {
  const key = textAt(target.services[APIDATATOOLS], `keys.${user}`);
  if (key === undefined) return { kind: "untried" };
  const listed = await listBy(key, open);
  if (listed && isAccepted(listed)) return { kind: "works" };
  const deleted = await deleteBy(key, open, target);
  if (typeof deleted === "string") return { kind: "silent", why: deleted };
  const astray = listed === undefined ? {} : { astray: listed };
  const refused = deleted ?? listed;
  if (!refused) return { kind: "untried" };
  if (!isRefusedKey(refused)) return { kind: "works", ...astray };
  const created = rule && (await createBy(user, { open, target, rule }));
  if (created && !isRefusedKey(created)) return { kind: "works", ...astray };
  const why = `the key is refused: ${describeAnswer(refused)}; look at keys.${user}`;
  const isSure = created !== undefined || (await isAsUnknown(refused, open, target));
  return { kind: "refused", why: open.secrets.redact(why), isSure };
}

function isRefusedKey(answer: Answer): boolean {
  return REFUSALS.includes(answer.status);
}

/** Whether the same is said to a key that was never issued. */
async function isAsUnknown(
  refused: Answer,
  open: RecordedTarget,
  target: Target,
): Promise<boolean> {
  const unknown = (await open.sessionsOf(APIDATATOOLS).ticket("unknown")) ?? "";
  const other = (await deleteBy(unknown, open, target)) ?? (await listBy(unknown, open));
  return typeof other === "object" && other.status === refused.status;
}

/** What the list of uploads that the target describes answers; undefined without one. */
async function listBy(key: string, open: RecordedTarget): Promise<Answer | undefined> {
  const operation = open.operations[APIDATATOOLS]?.["ListUploads"];
  if (!operation || !listUploadsOf(open.target.services[APIDATATOOLS])) return undefined;
  const made = await callOfTarget(
    open,
    operation,
    { credential: key, with: {} },
    { answer: undefined, answers: new Map() },
  );
  return made.kind === "made" ? made.answer : undefined;
}

/** What a delete of no upload answers, or why there is no answer; undefined where it is not offered. */
async function deleteBy(
  key: string,
  open: RecordedTarget,
  target: Target,
): Promise<Answer | string | undefined> {
  const operation = open.operations[APIDATATOOLS]?.["DeleteUpload"];
  if (!operation || lacks(target, APIDATATOOLS, "DeleteUpload")) return undefined;
  const values = harmlessValues(open, operation);
  if (!values) return undefined;
  const call = { operation: "DeleteUpload", binding: "rest", without: [], rename: {} } as const;
  const { answer, reply } = await open.send(APIDATATOOLS, {
    ...call,
    ...values,
    credential: key,
  });
  return answer ?? `DeleteUpload got ${describeFailure(reply)}`;
}

/** What creating an upload answers; undefined where the key is not needed for it, or it could not be removed. */
async function createBy(
  user: KeyUser,
  how: { readonly open: RecordedTarget; readonly target: Target; readonly rule: Rule },
): Promise<Answer | undefined> {
  const { open, target, rule } = how;
  const createUpload = createUploadOf(target.services[APIDATATOOLS]);
  const isByKey = createUpload !== undefined && "method" in createUpload;
  const isRemovable = !lacks(target, APIDATATOOLS, "DeleteUpload");
  if (!isByKey || !isRemovable || target.safety === "read-only") return undefined;
  let answer: Answer | undefined;
  await runCase({
    open,
    rule,
    bindings: ["rest"],
    inputs: {},
    index: 0,
    body: async (state) => {
      answer = await callOnce({ call: "CreateUpload", as: user }, "rest", state);
    },
  });
  return answer;
}
