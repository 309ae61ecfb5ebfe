import type { Answer } from "../../judge/answer.ts";
import { describeAnswer } from "../../judge/describe-answer.ts";
import type { CaseState } from "../../run/case-state.ts";
import type { Expected } from "./expected.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";

/**
 * What an answer came to; undefined when the documents do not allow it. Then the mismatch is noted,
 * and the sequence ends: a model that was wrong once knows nothing any more.
 *
 * @param call the call in words: `UploadFileChunk of h0 as owner`
 */
export function judgeOutcome(
  answer: Answer,
  expected: Expected,
  call: string,
  state: CaseState,
): Outcome | undefined {
  const outcome = outcomeOf(answer);
  if (!expected.outcomes || expected.outcomes.includes(outcome)) return outcome;
  state.mismatches.push({
    expected: `${call}: ${expected.words}`,
    actual: describeAnswer(answer),
    step: state.trace.length,
  });
  return undefined;
}
