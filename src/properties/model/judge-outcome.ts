import type { Answer } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { recordJudgement } from "../../run/case/record-judgement.ts";
import type { Expected } from "./expected.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { withStatements } from "./with-statements.ts";

/** A call in words, and its operation. */
export interface JudgedCall {
  readonly call: string;
  /** `UploadFileChunk of h0 as owner` */
  readonly words: string;
}

/** Only a ticket of a session that goes on is ever accepted, or asked to send a chunk again. */
const WITH_SESSION: readonly Outcome[] = ["accepted", "asked to try again"];

/** What a server breaks that calls the ticket of a live session a bad one. */
export const LIVE_TICKET = {
  breaks: ["AUT-01"],
  what: "the ticket of a session that goes on to be accepted",
} as const;

/**
 * What an answer came to; undefined when the documents do not allow it. Then the mismatch is noted,
 * and the sequence ends: a model that was wrong once knows nothing any more.
 */
export function judgeOutcome(
  answer: Answer,
  expected: Expected,
  { call, words }: JudgedCall,
  state: CaseState,
): Outcome | undefined {
  const outcome = outcomeOf(answer);
  const { outcomes, also, suspects = new Set() } = expected;
  if (!outcomes) return outcome;
  const hasSession = outcomes.every((one) => WITH_SESSION.includes(one));
  if (outcomes.includes(outcome)) {
    const shown = [...also, ...suspects, ...(hasSession ? LIVE_TICKET.breaks : [])];
    recordJudgement({ statements: expected.breaks, also: shown, mismatches: [] }, state);
    return outcome;
  }
  const said = blame(expected, outcome);
  const { breaks, what = `${call} to be ${shortOf(outcomes)}`, orElse } = said;
  const mismatch = {
    expected: withStatements(`${words}: ${expected.words}`, breaks),
    actual: describeAnswer(answer),
    kind: `expected ${what}, got ${outcome}`,
    ...(orElse && { orElse }),
  };
  recordJudgement({ statements: breaks, mismatches: [mismatch] }, state);
  return undefined;
}

interface Blame extends Pick<Expected, "breaks" | "what"> {
  readonly orElse?: readonly string[];
}

/** What an answer that is not allowed breaks: the session, what was done before, or this call. */
function blame(expected: Expected, outcome: Outcome): Blame {
  const { outcomes = [], suspects, hasSession = false, breaks } = expected;
  if (outcome === "ticket error") {
    // A server that calls the ticket a bad one says nothing of the handler.
    if (outcomes.every((one) => WITH_SESSION.includes(one))) return LIVE_TICKET;
    if (hasSession) return { breaks, what: LIVE_TICKET.what, orElse: LIVE_TICKET.breaks };
  }
  if (!suspects || WITH_SESSION.includes(outcome)) return expected;
  const what = "a handler that nobody ended to go on working";
  return suspects.size > 0 ? { breaks: [...suspects], what, orElse: breaks } : { breaks, what };
}

function shortOf([first = "refused otherwise"]: readonly Outcome[]): string {
  return first === "refused otherwise" ? "refused" : first;
}
