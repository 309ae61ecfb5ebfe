import { isDeepStrictEqual } from "node:util";
import type { Plain } from "../model/value.ts";
import type { Answer } from "./answer.ts";
import type { CheckContext } from "./check-context.ts";
import { describeAnswer } from "./describe-answer.ts";
import { evaluate } from "./evaluate.ts";
import type { Mismatch } from "./mismatch.ts";

/** Status and content are those of an answer that was kept; JSON by its values, not by its spelling. */
export function matchSame(wanted: Plain, context: CheckContext): readonly Mismatch[] {
  const other = evaluate(wanted, context.scope) as Answer;
  if (isDeepStrictEqual(contentOf(context.answer), contentOf(other))) return [];
  const [described, before] = [describeAnswer(context.answer), describeAnswer(other)];
  const actual = described === before ? `${described}, different further on` : described;
  return [{ expected: `the same as before, ${before}`, actual }];
}

function contentOf(answer: Answer): readonly unknown[] {
  const { kind, status } = answer;
  switch (kind) {
    case "element":
      return [kind, status, { ...answer.attributes }, answer.text];
    case "document":
      return [kind, status, answer.bytes];
    case "json":
      return [kind, status, answer.value === undefined ? answer.text.trim() : [answer.value]];
    case "refusal":
      return [kind, status, answer.what];
    case "unreadable":
      return [kind, status, answer.why];
    default:
      return answer satisfies never;
  }
}
