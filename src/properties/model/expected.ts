import type { Outcome } from "./outcome.ts";

/** What the documents allow one call to come to, in the words of a mismatch. */
export interface Expected {
  /** Undefined: whatever it is, the documents are silent. */
  readonly outcomes: readonly Outcome[] | undefined;
  readonly words: string;
}

/** @param because why, with the statement that says so: `h0 was deleted (DUH-01)` */
type Because = (because: string) => Expected;

export const ANYTHING: Expected = { outcomes: undefined, words: "anything" };

export const accepted: Because = (because) => ({
  outcomes: ["accepted"],
  words: `accepted, because ${because}`,
});

export const refused: Because = (because) => ({
  outcomes: ["refused otherwise", "asked to try again", "bad request", "ticket error"],
  words: `refused, because ${because}`,
});

export const refusedForTicket: Because = (because) => ({
  outcomes: ["ticket error"],
  words: `refused with a ticket error [900] or [901], because ${because}`,
});

export const refusedAsBadRequest: Because = (because) => ({
  outcomes: ["bad request"],
  words: `refused as bad Request, because ${because}`,
});

export const askedAgain: Because = (because) => ({
  outcomes: ["asked to try again"],
  words: `tryagain="true", because ${because}`,
});
