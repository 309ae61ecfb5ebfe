import { setTimeout as sleep } from "node:timers/promises";
import { type Reason, word } from "../dialect/wording.ts";
import type { Dialect } from "../dialect.ts";
import type { FaultName, Faults } from "../faults.ts";
import { type CallsFault, turnCall } from "../reported/calls.ts";
import { type ToldTextFault, toldAnswer } from "../reported/texts.ts";
import type { Run } from "../reported/turned.ts";
import { misreadValues, type ValuesFault } from "../reported/values.ts";
import { type Answer, failure, Refusal, refuse } from "./answer.ts";
import { bindParameters } from "./bind-parameters.ts";
import type { InfoRouterBinding } from "./binding.ts";
import type { Arguments, Call } from "./call.ts";
import { createCall } from "./create-call.ts";
import { derail } from "./derail.ts";
import type { FaultMemory } from "./fault-memory.ts";
import { jostle } from "./jostle.ts";
import { leaveLocked } from "./leave-locked.ts";
import { meddle } from "./meddle.ts";
import type { Operation } from "./operation.ts";
import type { InfoRouterState } from "./state.ts";
import { heedStrays } from "./stray-locks.ts";
import { stumble, upToNul } from "./stumble.ts";

/** The faults that are asked for here, besides those of the operation. */
export type InvokeFault =
  | "errors-show-stack"
  | "user-of-last-call-is-used"
  | "session-serves-one-call-at-a-time"
  | "guid-ends-at-white-space"
  | CallsFault
  | ToldTextFault
  | ValuesFault;

/** Runs an operation; what it refuses becomes a failure. Throws what the dialect's framework refuses. */
export async function invoke(
  operation: Operation,
  binding: InfoRouterBinding,
  given: Arguments,
  state: InfoRouterState,
  faults: Faults<FaultName>,
): Promise<Answer> {
  const value = misreadValues(upToNul(given, faults), operation, state, faults);
  const { dialect } = state;
  bindParameters(operation, binding, value, dialect.values, faults);
  try {
    await stumble(operation, value, state, faults);
    const created = createCall(operation, binding, value, state, faults);
    const isShared = faults.has("user-of-last-call-is-used");
    const call = isShared ? await shareUser(created, state.memory) : created;
    const made = { operation: operation.name, call, state };
    const plainly: Run = async (seen) => operation.run(seen, state, faults);
    const alone: Run = (seen) => meddle({ ...made, call: seen }, plainly, faults);
    const run: Run = (seen) => jostle({ ...made, call: seen }, alone, faults);
    const heeding = () => heedStrays(made, () => turnCall(made, run, faults), faults);
    const turned = () => leaveLocked(made, heeding, faults);
    const whole = () => derail(made, turned, faults);
    const isHeld = faults.has("session-serves-one-call-at-a-time");
    const answer = await (isHeld ? holdSession(call, state.memory, whole) : whole());
    return toldAnswer(answer, faults);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // ALL-03: nothing of the server's inside
    const shown = faults.has("errors-show-stack") ? { text: error.stack ?? "" } : error.reason;
    const refused = operation.givesDocument ? noDocument(shown, dialect) : failure(shown, dialect);
    return toldAnswer(refused, faults);
  }
}

const CONTENT_TYPE = "application/octet-stream";

/** HTTP statuses by kind. */
const FORBIDDEN = 403;
const NOT_FOUND = 404;

/** DLD-02: what an operation that gives a document answers for a reason why it does not. */
function noDocument(reason: Reason, dialect: Dialect): Answer {
  const { downloadFailure } = dialect.policy;
  if (downloadFailure === "element") return failure(reason, dialect);
  const nothing = { kind: "bytes", bytes: Buffer.alloc(0), contentType: CONTENT_TYPE } as const;
  if (downloadFailure === "empty") return nothing;
  const isMissing = "kind" in reason && reason.kind.endsWith("NotFound");
  const code = "kind" in reason ? dialect.answers.errorCodes?.[reason.kind] : undefined;
  const headers = {
    ...(code === undefined ? {} : { "X-InfoRouter-ErrorCode": code }),
    // a header holds no other characters
    "X-InfoRouter-Error": word(reason, dialect.wording).replace(/[^\x20-\x7e]/g, "?"),
  };
  return { ...nothing, failure: { status: isMissing ? NOT_FOUND : FORBIDDEN, headers } };
}

/** Until the operation runs others may come in. */
const WAIT_MS = 2;

/** Runs a call in a server that locks a session, and takes it for none while it is locked. */
async function holdSession(
  call: Call,
  { busy }: FaultMemory,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const ticket = call.sessionIfAny()?.ticket;
  if (ticket === undefined) return run();
  if (busy.has(ticket)) throw refuse("sessionExpired");
  busy.add(ticket);
  try {
    await sleep(WAIT_MS);
    return await run();
  } finally {
    busy.delete(ticket);
  }
}

/** The call as it is in a server that keeps the current session where all calls find it. */
async function shareUser(call: Call, memory: FaultMemory): Promise<Call> {
  const own = call.sessionIfAny();
  if (!own) return call;
  memory.current = own;
  await sleep(WAIT_MS);
  const current = memory.current;
  return { ...call, session: () => current, sessionIfAny: () => current, user: () => current.user };
}
