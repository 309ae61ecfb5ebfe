import { type Answer, isAccepted, isRefused } from "../../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../../judge/answer/describe-answer.ts";
import { asksToTryAgain } from "../../../../judge/answer/spoken-verdict.ts";
import { refusesCredential, tellsError } from "../../../../judge/answer/told-errors.ts";
import type { AnyOutcome } from "../../../../properties/sequential/spec.ts";

/** What an answer comes to, as far as the documents tell answers apart. */
export interface Outcome extends AnyOutcome {
  /** How it was refused; the error texts are not told apart any further. */
  readonly how?: "bad request" | "ticket error";
  /** The answer in the words of a report. */
  readonly words: string;
  /** The attributes of an accepted answer, names and values in lower case, where they are judged. */
  readonly says?: Readonly<Record<string, string>>;
  /** Whose GUID a call that issues a handler answered: a new one, none, or again that of the handler of this name. */
  readonly issued?: {
    readonly guid: "new" | "none" | { readonly of: string };
    readonly others: number;
  };
}

export function outcomeOf(answer: Answer): Outcome {
  const words = describeAnswer(answer);
  if (isAccepted(answer)) return { kind: "accepted", words };
  if (!isRefused(answer)) return { kind: "unreadable", words };
  if (answer.kind !== "element") return { kind: "refused", words };
  if (asksToTryAgain(answer.attributes)) return { kind: "again", words };
  if (tellsError(answer, "bad-request")) return { kind: "refused", how: "bad request", words };
  if (!refusesCredential(answer)) return { kind: "refused", words };
  return { kind: "refused", how: "ticket error", words };
}

/** An outcome without values, as failures are told apart by it. */
export function kindOf({ kind, how }: Outcome): string {
  if (kind === "again") return "asked to try again";
  return kind === "refused" ? (how ?? "refused otherwise") : kind;
}
