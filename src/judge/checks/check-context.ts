import type { ErrorKind } from "../../model/error-kind.ts";
import type { JsonValue } from "../../model/value.ts";
import type { Answer } from "../answer/answer.ts";
import type { MatchContext } from "./match-value.ts";
import type { Mismatch } from "./mismatch.ts";

/** Holds an answer against an argument of a rule: everything that does not fit. */
export type Check = (argument: JsonValue, context: CheckContext) => readonly Mismatch[];

/** What checks look at: the answer, those over every binding where the call went over each, and names. */
export interface CheckContext extends MatchContext {
  readonly answer: Answer;
  readonly perBinding?: Readonly<Record<string, Answer>>;
  /** Where `oneOf` says which documented alternative the server chose. */
  readonly chosen: (because: string) => void;
  /** The errors that the service's documents name. */
  readonly errors?: readonly ErrorKind[];
  /** The texts that the case had sent by then: values of parameters, the last part of a path, metadata. */
  readonly given?: () => readonly string[];
  /** Checks beyond the built-in ones, by name. */
  readonly more?: ReadonlyMap<string, Check>;
}
