import { setTimeout as sleep } from "node:timers/promises";
import type { Call } from "./call.ts";
import type { FaultMemory } from "./fault-memory.ts";

/** Until the operation runs others may come in. */
const WAIT_MS = 2;

/** The call as it is in a server that keeps the current session where all calls find it. */
export async function shareUser(call: Call, memory: FaultMemory): Promise<Call> {
  const own = call.sessionIfAny();
  if (!own) return call;
  memory.current = own;
  await sleep(WAIT_MS);
  const current = memory.current;
  return { ...call, session: () => current, sessionIfAny: () => current, user: () => current.user };
}
