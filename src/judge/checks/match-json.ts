import type { JsonValue } from "../../model/value.ts";
import { jsonOf } from "../answer/body-of.ts";
import { describeAnswer } from "../answer/describe-answer.ts";
import { jsonPointer, pointerParts } from "../answer/json-pointer.ts";
import type { CheckContext } from "./check-context.ts";
import { type MatchContext, matchValue } from "./match-value.ts";
import type { Mismatch } from "./mismatch.ts";

/**
 * JSON with the members named; with `only`, with no others at its top. A name that begins with `/` is a JSON
 * pointer to a member further inside; where a `*` in it finds several, each of them must match.
 */
export function matchJson(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const actual = describeAnswer(answer);
  const closed = typeof wanted === "object" && wanted !== null && "only" in wanted;
  const members = (closed ? wanted.only : wanted) as Readonly<Record<string, JsonValue>>;
  const names = Object.keys(members);
  const value = jsonOf(answer);
  if (!canHold(names, value)) {
    return [{ expected: `a JSON object with ${names.join(", ")}`, actual }];
  }
  const known = names.map((name) => (isPointer(name) ? pointerParts(name)[0] : name));
  const extra = closed ? Object.keys(value).filter((name) => !known.includes(name)) : [];
  const typed = { ...context, typed: true };
  return [
    ...Object.entries(members).flatMap(([name, matcher]) =>
      matchMember(matcher, value, name, typed).map((predicate) => ({
        about: `JSON in which ${name}`,
        expected: `JSON in which ${name} ${predicate}`,
        actual,
      })),
    ),
    ...extra.map((name) => ({
      expected: `JSON with no member but ${names.join(", ")}`,
      actual: `${actual}, which has ${JSON.stringify(name)}`,
    })),
  ];
}

/** Whether a value can have members of those names: a list has none but by pointer. */
function canHold(names: readonly string[], value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  return !Array.isArray(value) || names.every(isPointer);
}

function isPointer(name: string): boolean {
  return name.startsWith("/");
}

function matchMember(
  matcher: JsonValue,
  whole: object,
  name: string,
  context: MatchContext,
): readonly string[] {
  if (!isPointer(name)) {
    return matchValue(matcher, new Map(Object.entries(whole)).get(name), name, context);
  }
  const found = jsonPointer(whole, name);
  if (!pointerParts(name).includes("*")) return matchValue(matcher, found[0], name, context);
  if (isAboutAll(matcher)) return matchValue(matcher, found, name, context);
  // What is nowhere is judged as one thing that is not there.
  const each = found.length > 0 ? found : [undefined];
  return [...new Set(each.flatMap((one) => matchValue(matcher, one, name, context)))];
}

/** Whether a matcher looks at several values as a whole. */
function isAboutAll(matcher: JsonValue): boolean {
  return typeof matcher === "object" && matcher !== null && "some" in matcher;
}
