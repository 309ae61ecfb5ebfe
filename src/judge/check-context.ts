import type { Answer } from "./answer.ts";
import type { MatchContext } from "./match-value.ts";

/** What checks look at: the answer, those over every binding where the call went over each, and names. */
export interface CheckContext extends MatchContext {
  readonly answer: Answer;
  readonly perBinding?: Readonly<Record<string, Answer>>;
  /** Where `oneOf` says which documented alternative the server chose. */
  readonly chosen: (because: string) => void;
}
