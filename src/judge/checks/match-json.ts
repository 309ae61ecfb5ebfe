import type { JsonValue } from "../../model/value.ts";
import { describeAnswer } from "../answer/describe-answer.ts";
import type { CheckContext } from "./check-context.ts";
import { matchValue } from "./match-value.ts";
import type { Mismatch } from "./mismatch.ts";

/** A JSON object with the members named; with `only`, with no others. */
export function matchJson(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const actual = describeAnswer(answer);
  const closed = typeof wanted === "object" && wanted !== null && "only" in wanted;
  const members = (closed ? wanted.only : wanted) as Readonly<Record<string, JsonValue>>;
  const names = Object.keys(members);
  const value = answer.kind === "json" ? answer.value : undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [{ expected: `a JSON object with ${names.join(", ")}`, actual }];
  }
  const found = new Map(Object.entries(value));
  const extra = closed ? [...found.keys()].filter((name) => !names.includes(name)) : [];
  const typed = { ...context, typed: true };
  return [
    ...Object.entries(members).flatMap(([name, matcher]) =>
      matchValue(matcher, found.get(name), name, typed).map((predicate) => ({
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
