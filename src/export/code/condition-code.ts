import type { Condition, Subject, Test } from "../judge/condition.ts";
import { GUID_PATTERN } from "../judge/condition.ts";
import type { Tongue } from "./tongue.ts";

/** A condition of an answer as an expression that is true or false. */
export function conditionCode(condition: Condition, answer: string, tongue: Tongue): string {
  const inner = (one: Condition): string => conditionCode(one, answer, tongue);
  if ("all" in condition)
    return several(condition.all.map(inner), tongue.and, tongue.literal(true));
  if ("any" in condition)
    return several(condition.any.map(inner), tongue.or, tongue.literal(false));
  if ("not" in condition) return tongue.not(inner(condition.not));
  if ("status" in condition) {
    return tongue.call("hasStatus", answer, tongue.literal(condition.status));
  }
  return testCode(condition.is, subjectCode(condition.of, answer, tongue), tongue);
}

function several(parts: readonly string[], word: string, none: string): string {
  const [only = none] = parts;
  return parts.length < 2 ? only : `(${parts.join(` ${word} `)})`;
}

/** A value of an answer, or what stands for none. */
export function subjectCode(subject: Subject, answer: string, tongue: Tongue): string {
  switch (subject.kind) {
    case "header":
      return tongue.call("header", answer, tongue.literal(subject.name.toLowerCase()));
    case "attribute":
      return tongue.call(
        subject.anyCase ? "attributeInAnyCase" : "attribute",
        answer,
        tongue.literal(subject.name),
      );
    case "json":
      return tongue.call("json", answer, tongue.literal(subject.pointer));
    case "success":
    case "text":
    case "elementText":
    case "documentDigest":
      return tongue.call(subject.kind, answer);
    default:
      return subject satisfies never;
  }
}

function testCode(test: Test, value: string, tongue: Tongue): string {
  const { call, literal } = tongue;
  if ("same" in test) return call("same", value, literal(test.same));
  if ("sameText" in test) return call("sameText", value, literal(test.sameText));
  if ("sameSaved" in test) return call("sameText", value, tongue.saved(test.sameSaved));
  if ("matches" in test) return call("matches", value, literal(test.matches));
  if ("contains" in test) return call("contains", value, literal(test.contains));
  if ("integer" in test) {
    const { min = null, max = null } = test.integer;
    const name = test.typed ? "isIntegerIn" : "isWholeNumberIn";
    return call(name, value, literal(min), literal(max));
  }
  if ("isText" in test) return call("isText", value);
  if ("isGuid" in test) return call("matches", value, literal(GUID_PATTERN));
  if ("isAbsent" in test) return call("isAbsent", value);
  if ("isEmpty" in test) return call("isEmpty", value);
  if ("hasOnly" in test) return call("hasOnly", value, literal(test.hasOnly));
  return test satisfies never;
}
