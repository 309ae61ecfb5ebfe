import { describeAnswer } from "../answer/describe-answer.ts";
import type { CheckContext } from "./check-context.ts";
import type { Mismatch } from "./mismatch.ts";

/** Nothing where a check holds, else what it expected against the whole answer in words. */
export function expectThat(
  holds: boolean,
  expected: string,
  { answer }: Pick<CheckContext, "answer">,
): readonly Mismatch[] {
  return holds ? [] : [{ expected, actual: describeAnswer(answer) }];
}
