import type { Plain } from "../model/value.ts";
import type { CheckContext } from "./checks.ts";
import { describeAnswer } from "./describe-answer.ts";
import { matchValue } from "./match-value.ts";
import type { Mismatch } from "./mismatch.ts";

/** A JSON object with the members named; with `only`, with no others. */
export function matchJson(wanted: Plain, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const actual = describeAnswer(answer);
  const closed = typeof wanted === "object" && wanted !== null && "only" in wanted;
  const members = (closed ? wanted.only : wanted) as Readonly<Record<string, Plain>>;
  const names = Object.keys(members);
  const value = answer.kind === "json" ? answer.value : undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [{ expected: `a JSON object with ${names.join(", ")}`, actual }];
  }
  const extra = closed ? Object.keys(value).filter((name) => !names.includes(name)) : [];
  const found = value as Readonly<Record<string, unknown>>;
  return [
    ...names.flatMap((name) =>
      matchValue(members[name] ?? null, found[name], name, context).map((expected) => ({
        expected: `${name}: ${expected}`,
        actual,
      })),
    ),
    ...extra.map((name) => ({
      expected: `no member but ${names.join(", ")}`,
      actual: `${actual} (has ${name})`,
    })),
  ];
}
