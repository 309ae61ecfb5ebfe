import type { Answer } from "../../judge/answer.ts";
import { describeAnswer } from "../../judge/describe-answer.ts";
import type { CaseState } from "../../run/case-state.ts";
import { recordJudgement } from "../../run/record-judgement.ts";
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
  const blamed = blame(expected, outcome);
  const { breaks, what = `${call} to be ${shortOf(outcomes)}` } = blamed;
  const mismatch = {
    expected: withStatements(`${words}: ${expected.words}`, breaks),
    actual: describeAnswer(answer),
    kind: `expected ${what}, got ${outcome}`,
    ...(blamed === expected ? {} : { orElse: expected.breaks }),
  };
  recordJudgement({ statements: breaks, mismatches: [mismatch] }, state);
  return undefined;
}

/** What an answer that is not allowed breaks: the session, what was done before, or this call. */
function blame(expected: Expected, outcome: Outcome): Pick<Expected, "breaks" | "what"> {
  const { outcomes = [], suspects, breaks } = expected;
  const hasSession = outcomes.every((one) => WITH_SESSION.includes(one));
  // A server that calls the ticket a bad one says nothing of the handler.
  if (hasSession && outcome === "ticket error") return LIVE_TICKET;
  if (!suspects || outcome === "accepted" || outcome === "asked to try again") return expected;
  const what = "a handler that nobody ended to go on working";
  return { breaks: suspects.size > 0 ? [...suspects] : breaks, what };
}

function shortOf([first = "refused otherwise"]: readonly Outcome[]): string {
  return first === "refused otherwise" ? "refused" : first;
}
