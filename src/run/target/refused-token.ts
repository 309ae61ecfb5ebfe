import { isAccepted } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import type { ServiceName, Target } from "../../model/target.ts";
import { lacks } from "./lacks.ts";
import { sendGreeting } from "./preflight.ts";
import { isTicketRefusal } from "./refused-tickets.ts";
import type { Caller } from "./target-parts.ts";

/**
 * How the server refuses a declared token, in words; undefined where it takes it, and where no call tells.
 *
 * @param target the open one, as it is known to offer operations
 */
export async function howTokenIsRefused(
  token: string,
  service: ServiceName,
  open: Caller,
  target: Target,
): Promise<string | undefined> {
  for (const greeting of open.services[service]?.greetings ?? []) {
    const { call } = greeting;
    const operation = open.operations[service]?.[call];
    const isTaking = operation?.parameters.some(({ type }) => type === "ticket" || type === "key");
    if (!isTaking || lacks(target, service, call)) continue;
    const { answer } = await sendGreeting(open, service, greeting, token);
    if (!answer) continue;
    if (isTicketRefusal(answer)) return `${call} answers ${describeAnswer(answer)}`;
    if (isAccepted(answer)) return undefined;
  }
  return undefined;
}
