import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import { isServerError } from "../../judge/answer/is-server-error.ts";
import type { ServiceName } from "../../model/target.ts";
import { preflight, sendGreeting } from "../target/preflight.ts";
import { SetUpError } from "../target/sessions.ts";
import type { Caller, SecretKeeper } from "../target/target-parts.ts";
import { describeFailure } from "./describe-failure.ts";

/** More than any server needs that fails every few calls. */
const CALLS = 12;

/**
 * Whether a server answers ordinary calls with errors of its own, now and then: what a case shows of such
 * errors is then no matter of its rule. In words, or undefined when all is well.
 *
 * @param breaks the case has transfers that break off: a server that serves nobody any more since then is not
 *   flaky, it is what they have made of it
 */
export async function whyServerIsFlaky(
  open: Caller & SecretKeeper,
  service: ServiceName,
  { breaks }: { readonly breaks: boolean },
): Promise<string | undefined> {
  try {
    const outcome = await preflight(open, service);
    if (!outcome.ok) {
      const isUsedUp = breaks && (await servesNobody(open, service));
      return isUsedUp ? undefined : open.secrets.redact(outcome.reason);
    }
    const { greeting } = outcome;
    if (greeting === undefined) return undefined;
    const errors: string[] = [];
    for (let n = 0; n < CALLS; n++) {
      const { reply, answer } = await sendGreeting(open, service, greeting);
      if (answer === undefined) errors.push(describeFailure(reply));
      else if (isServerError(answer)) errors.push(describeAnswer(answer));
    }
    // One that always fails at least fails in a way that can be relied on.
    if (errors.length === 0 || errors.length === CALLS) return undefined;
    const often = `${errors.length} of ${CALLS} times`;
    const what = `the server answers ordinary calls with errors, too: ${greeting.call} got ${errors[0]}`;
    return open.secrets.redact(`${what}, ${often}`);
  } catch (error) {
    if (error instanceof SetUpError) return error.message;
    throw error;
  }
}

/** Whether not one of many greetings is answered as the service answers. */
async function servesNobody(open: Caller, service: ServiceName): Promise<boolean> {
  for (let n = 0; n < CALLS; n++) {
    const { ok } = await preflight(open, service);
    if (ok) return false;
  }
  return true;
}
