import type { JsonValue } from "../../model/value.ts";
import { type Answer, isAccepted, isRefused } from "../answer/answer.ts";
import { describeAnswer } from "../answer/describe-answer.ts";
import type { CheckContext } from "./check-context.ts";
import { evaluate } from "./evaluate.ts";
import type { Mismatch } from "./mismatch.ts";

/**
 * The answer is of the kind of one that was kept: accepted or refused alike, with a status of the same
 * class, by the operation itself or by what stands before it. The two calls differ in a value that the
 * documents put into one class: who answers one of them with a page of the framework has a case that nobody
 * thought of.
 */
export function matchAlike(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const other = evaluate(wanted, context.scope) as Answer;
  const [own, before] = [kindOf(context.answer), kindOf(other)];
  if (own === before) return [];
  const expected = `an answer of the kind that another value of its class gets, ${before}`;
  return [{ expected, actual: `${own}: ${describeAnswer(context.answer)}` }];
}

/** Hundreds tell a status's class (RFC 9110, section 15). */
const CLASS = 100;

/** Of which kind an answer is, in words: its verdict, the class of its status, and what its body is. */
export function kindOf(answer: Answer): string {
  const { kind, status } = answer;
  if (kind === "none") return "no answer";
  const verdict = isAccepted(answer) ? "accepted" : isRefused(answer) ? "refused" : "neither";
  return `${verdict} with HTTP ${Math.floor(status / CLASS)}xx and ${bodyOf(answer)}`;
}

function bodyOf(answer: Answer): string {
  switch (answer.kind) {
    case "element":
      return "the operation's XML";
    case "document":
      return "a document";
    case "json":
      return answer.value === undefined ? "a body that is no JSON" : "JSON";
    case "http":
      return "a body of its own";
    case "refusal":
      return answer.by === "soap" ? "a SOAP fault" : "no answer of the operation";
    default:
      return "what cannot be read";
  }
}
