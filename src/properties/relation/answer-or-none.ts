import type { Answer } from "../../judge/answer/answer.ts";
import { describeFailure } from "../../run/case/describe-failure.ts";
import type { MessageOutcome } from "./send-message.ts";

/** How often a request must get no answer before that counts: connections drop by chance. */
const TRIES = 3;

/**
 * The answer to a message, or why none comes. A connection that is closed without one may be chance,
 * so the message is sent up to three times; a deadline that passed is not waited for again.
 */
export async function answerOrNone(
  send: () => Promise<MessageOutcome>,
): Promise<Answer | { readonly none: string }> {
  for (let tries = 1; ; tries++) {
    const { reply, answer } = await send();
    if (answer) return answer;
    const isLate = reply.kind === "failure" && reply.code === "timeout";
    if (tries === TRIES || isLate) return { none: describeFailure(reply) };
  }
}
