import type { JsonValue } from "../../model/value.ts";
import { textOf } from "../answer/body-of.ts";
import { describeAnswer } from "../answer/describe-answer.ts";
import type { CheckContext } from "./check-context.ts";
import { expectThat } from "./expect-that.ts";
import { matchValue } from "./match-value.ts";
import type { Mismatch } from "./mismatch.ts";

/** The body of a REST answer as text, or that it is empty. */
export function matchBody(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const text = textOf(answer);
  if (wanted === "empty") {
    const isEmpty = answer.kind === "http" ? answer.bytes.length === 0 : text === "";
    return expectThat(isEmpty, "an empty body", context);
  }
  return matchValue(wanted, text, "body", context).map((predicate) => ({
    expected: `a body that ${predicate}`,
    actual: describeAnswer(answer),
  }));
}
