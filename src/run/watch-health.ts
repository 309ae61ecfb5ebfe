import type { Reply } from "../model/call.ts";
import type { Client } from "../wire/client.ts";
import { describeFailure } from "./describe-failure.ts";
import { SetUpError } from "./sessions.ts";

/** So many requests in a row without an answer, and the target is asked whether it still serves. */
const SUSPICIOUS = 5;

/**
 * A client that notices when its target is lost: after several requests in a row without an answer
 * it sends a heartbeat (any HTTP answer will do), and when that fails as well, every later request
 * rejects at once with a SetUpError. A run then ends within a deadline or two, not after thousands.
 */
export function watchHealth(client: Client): Client {
  let failures = 0;
  let lost: string | undefined;
  let heartbeat: Promise<Reply> | undefined;

  async function onFailure(url: string): Promise<void> {
    failures++;
    if (failures < SUSPICIOUS || lost !== undefined) return;
    const beat = { method: "GET", url: `${new URL(url).origin}/`, headers: {}, body: null };
    heartbeat ??= client.send(beat);
    const reply = await heartbeat;
    heartbeat = undefined;
    if (reply.kind === "response") failures = 0;
    else lost = `the target was lost on the way: ${describeFailure(reply)}`;
  }

  return {
    ...client,
    async send(request) {
      if (lost !== undefined) throw new SetUpError(lost);
      const reply = await client.send(request);
      if (reply.kind === "response") failures = 0;
      else await onFailure(request.url);
      return reply;
    },
  };
}
