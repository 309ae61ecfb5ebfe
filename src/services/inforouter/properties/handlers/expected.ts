import {
  explained,
  type Forbidden,
  isForbidden,
  type Step,
} from "../../../../properties/sequential/spec.ts";
import { kindOf, type Outcome } from "./outcome.ts";

/** What the documents allow one call to come to. */
export interface Expected {
  /** Undefined: whatever it is, the documents are silent. */
  readonly outcomes: readonly Kind[] | undefined;
  /** For a mismatch: `accepted, because there is nothing to delete`. */
  readonly words: string;
  /** The statements that any other outcome breaks for certain. */
  readonly breaks: readonly string[];
  /** Statements that it shows besides, when it holds. */
  readonly also: readonly string[];
  /**
   * Where a handler must go on working: what is broken instead if it does not, by what was done since
   * it was last seen to.
   */
  readonly suspects?: readonly string[];
  /** The ticket is one of a session that goes on, although the call is refused for another reason. */
  readonly hasSession?: boolean;
  /** What is expected, whoever calls and whichever handler it is; absent: the call and its outcome. */
  readonly what?: string;
}

/** As `kindOf` tells outcomes apart. */
type Kind =
  | "accepted"
  | "asked to try again"
  | "bad request"
  | "ticket error"
  | "refused otherwise";

/** Why an outcome is expected. */
export interface Grounds extends Pick<Expected, "breaks" | "suspects" | "hasSession" | "what"> {
  /** `h0 was deleted` */
  readonly because: string;
  readonly also?: readonly string[];
}

type Because = (grounds: Grounds) => Expected;

export const ANYTHING: Expected = { outcomes: undefined, words: "anything", breaks: [], also: [] };

export const accepted: Because = expecting("accepted", ["accepted"]);

export const refused: Because = expecting("refused", [
  "refused otherwise",
  "asked to try again",
  "bad request",
  "ticket error",
]);

export const refusedForTicket: Because = expecting("refused with a ticket error [900] or [901]", [
  "ticket error",
]);

export const refusedAsBadRequest: Because = expecting("refused as bad Request", ["bad request"]);

export const askedAgain: Because = expecting('tryagain="true"', ["asked to try again"]);

/** Only a ticket of a session that goes on is ever accepted, or asked to send a chunk again. */
const WITH_SESSION: readonly string[] = ["accepted", "asked to try again"];

/** What a server breaks that calls the ticket of a live session a bad one. */
export const LIVE_TICKET = {
  breaks: ["AUT-01"],
  what: "the ticket of a session that goes on to be accepted",
} as const;

/** What is judged of an answer: the statements that it shows to be kept, or what forbids it. */
export type Judgement = readonly string[] | Forbidden;

/** What an outcome shows, by what is expected of the operation. */
export function judge(expected: Expected, operation: string, outcome: Outcome): Judgement {
  const { outcomes, breaks, also, suspects = [] } = expected;
  if (!outcomes) return [];
  const kind = kindOf(outcome);
  if (outcomes.some((one) => one === kind)) {
    const hasSession = outcomes.every((one) => WITH_SESSION.includes(one));
    return [...breaks, ...also, ...suspects, ...(hasSession ? LIVE_TICKET.breaks : [])];
  }
  const blamed = blame(expected, kind);
  const { what = `${operation} to be ${shortOf(outcomes)}`, orElse } = blamed;
  return {
    forbids: blamed.breaks,
    ...(orElse && { orElse }),
    expected: expected.words,
    actual: outcome.words,
    kind: { expected: what, got: kind },
  };
}

/** The statements that say that a call answers a handler, and that it is no other's. */
interface IssueStatements {
  readonly answers: readonly string[];
  readonly unique: readonly string[];
}

/** Whether an accepted call answered a handler of its own. */
export function judgeIssued(
  operation: string,
  { issued }: Outcome,
  { answers, unique }: IssueStatements,
): Judgement {
  if (!issued) return [];
  const { guid, others } = issued;
  const expected = "a handler of its own, which no other call was answered";
  if (guid === "none") {
    const actual = "an answer that names no handler";
    const kind = { expected: `${operation} to answer a handler`, got: "none" };
    return { forbids: answers, expected, actual, kind };
  }
  if (guid === "new") return [...answers, ...(others > 0 ? unique : [])];
  const actual = `the handler of ${guid.of} again`;
  const kind = { expected: `${operation} to answer a handler of its own`, got: "another one's" };
  return { forbids: unique, expected, actual, kind };
}

/** The step of a resource, by all that is judged of the answer. */
export function stepOf<State>(
  judgements: readonly Judgement[],
  after: () => readonly State[],
): Step<State> {
  const wrong = judgements.find((one) => isForbidden(one));
  if (wrong && isForbidden(wrong)) return wrong;
  return explained(
    after(),
    judgements.flatMap((one) => (isForbidden(one) ? [] : one)),
  );
}

interface Blame extends Pick<Expected, "breaks" | "what"> {
  readonly orElse?: readonly string[];
}

/** What an answer that is not allowed breaks: the session, what was done before, or this call. */
function blame(expected: Expected, kind: string): Blame {
  const { outcomes = [], suspects, hasSession = false, breaks } = expected;
  if (kind === "ticket error") {
    // A server that calls the ticket a bad one says nothing of the handler.
    if (outcomes.every((one) => WITH_SESSION.includes(one))) return LIVE_TICKET;
    if (hasSession) return { breaks, what: LIVE_TICKET.what, orElse: LIVE_TICKET.breaks };
  }
  if (!suspects || WITH_SESSION.includes(kind)) return expected;
  const what = "a handler that nobody ended to go on working";
  return suspects.length > 0 ? { breaks: suspects, what, orElse: breaks } : { breaks, what };
}

function shortOf([first = "refused otherwise"]: readonly Kind[]): string {
  return first === "refused otherwise" ? "refused" : first;
}

function expecting(what: string, outcomes: readonly Kind[]): Because {
  return ({ because, also = [], ...grounds }) => ({
    ...grounds,
    outcomes,
    words: `${what}, because ${because}`,
    also,
  });
}
