import { isDeepStrictEqual } from "node:util";
import { wholeOf } from "../../model/made-bytes.ts";
import type { JsonValue } from "../../model/value.ts";
import type { Answer } from "../answer/answer.ts";
import { describeAnswer } from "../answer/describe-answer.ts";
import type { CheckContext } from "./check-context.ts";
import { evaluate } from "./evaluate.ts";
import type { Mismatch } from "./mismatch.ts";

/**
 * Status and content are those of an answer that was kept; JSON by its values, not by its spelling. Of two
 * errors only the text and the names of the members: an error may name its request in a further one
 * (DUA-14).
 */
export function matchSame(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const other = evaluate(wanted, context.scope) as Answer;
  if (isDeepStrictEqual(contentOf(context.answer), contentOf(other))) return [];
  const [described, before] = [describeAnswer(context.answer), describeAnswer(other)];
  const actual = described === before ? `${described}, different further on` : described;
  return [{ expected: `the same as before, ${before}`, actual }];
}

function isErrorBody(value: unknown): value is { readonly error: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    "error" in value &&
    typeof value.error === "string"
  );
}

function contentOf(answer: Answer): readonly unknown[] {
  const { kind, status } = answer;
  switch (kind) {
    case "element":
      return [kind, status, { ...answer.attributes }, answer.text];
    case "document":
      return [kind, status, wholeOf(answer.bytes)];
    case "json": {
      const { value } = answer;
      if (value === undefined) return [kind, status, answer.text.trim()];
      return [kind, status, isErrorBody(value) ? [value.error, Object.keys(value)] : [value]];
    }
    case "http":
      return [kind, status, answer.bytes];
    case "refusal":
      return [kind, status, answer.what];
    case "none":
      return [kind];
    case "unreadable":
      return [kind, status, answer.why];
    default:
      return answer satisfies never;
  }
}
