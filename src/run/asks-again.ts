import type { Answer } from "../judge/answer.ts";
import type { Operation } from "../model/operation.ts";
import type { CallStep } from "../model/rule.ts";

/**
 * Whether an answer asks to send its call again in the way that the operation's documents have it,
 * though the call itself gave no reason.
 */
export function asksAgain(
  { sendAgain }: Pick<Operation, "sendAgain">,
  { with: given = {}, without = [] }: Partial<Pick<CallStep, "with" | "without">>,
  answer: Answer | undefined,
): boolean {
  if (!sendAgain || answer?.kind !== "element") return false;
  const provoked = sendAgain.unless.some((name) => name in given || without.includes(name));
  const { attributes } = answer;
  return (
    !provoked && Object.entries(sendAgain.when).every(([name, text]) => attributes[name] === text)
  );
}

/**
 * Makes a call until its answer asks for it no more, or has done so too often: then the last one counts
 * as it is.
 *
 * @param make makes it once; `heeds` is false when an answer that asks again is not heeded any more
 */
export async function whileAskedAgain<T extends { readonly again: boolean }>(
  { sendAgain }: Pick<Operation, "sendAgain">,
  make: (heeds: boolean) => Promise<T>,
): Promise<T> {
  for (let left = sendAgain?.times ?? 0; left > 0; left--) {
    const made = await make(true);
    if (!made.again) return made;
  }
  return make(false);
}
