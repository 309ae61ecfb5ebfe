import type { Outcome } from "./outcome.ts";

/** What the documents allow one call to come to. */
export interface Expected {
  /** Undefined: whatever it is, the documents are silent. */
  readonly outcomes: readonly Outcome[] | undefined;
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
  readonly suspects?: ReadonlySet<string>;
  /** The ticket is one of a session that goes on, although the call is refused for another reason. */
  readonly hasSession?: boolean;
  /** What is expected, whoever calls and whichever handler it is; absent: the call and its outcome. */
  readonly what?: string;
}

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

/** Whether the call must not succeed: what accepts everything must not hold. */
export function mustFail({ outcomes }: Expected): boolean {
  return outcomes !== undefined && !outcomes.includes("accepted");
}

function expecting(what: string, outcomes: readonly Outcome[]): Because {
  return ({ because, also = [], ...grounds }) => ({
    ...grounds,
    outcomes,
    words: `${what}, because ${because}`,
    also,
  });
}
