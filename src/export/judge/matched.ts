import { textOf } from "../../model/text-of.ts";
import type { JsonValue } from "../../model/value.ts";
import { refersTo } from "../../rules/check/references.ts";
import { NotExpressible } from "../exported-test.ts";
import type { Condition, Limits, Subject, Test } from "./condition.ts";

interface Known {
  readonly saved: ReadonlySet<string>;
}

/**
 * A matcher of the rule files (a literal, a reference, or an object of conditions) as a condition of a value.
 *
 * @throws NotExpressible for what one value does not show
 */
export function matched(of: Subject, matcher: JsonValue, known: Known): Condition {
  if (typeof matcher !== "object" || matcher === null || Array.isArray(matcher)) {
    return { of, is: equal(of, matcher, known) };
  }
  return {
    all: Object.entries(matcher).map(([name, argument]) => oneOf(of, name, argument, known)),
  };
}

function oneOf(of: Subject, name: string, argument: JsonValue, known: Known): Condition {
  switch (name) {
    case "equals":
      return { of, is: equal(of, argument, known) };
    case "not":
      return { not: { of, is: equal(of, argument, known) } };
    case "contains":
      return { of, is: { contains: literalText(argument) } };
    case "matches":
      return { of, is: { matches: literalText(argument) } };
    case "text":
      return { of, is: { isText: true } };
    case "guid":
      return { of, is: { isGuid: true } };
    case "absent":
      return { of, is: { isEmpty: true } };
    case "integer":
      return { of, is: { integer: limits(argument), typed: of.kind === "json" } };
    case "all":
      return { all: (argument as readonly JsonValue[]).map((one) => matched(of, one, known)) };
    default:
      throw new NotExpressible(`the condition "${name}" needs more than one answer can show`);
  }
}

function equal(of: Subject, value: JsonValue, { saved }: Known): Test {
  if (typeof value === "string" && saved.has(value.slice(1)) && value.startsWith("$")) {
    return { sameSaved: value.slice(1) };
  }
  if (isOpen(value)) throw new NotExpressible("it compares with a value that is computed");
  // JSON keeps its types; what else an answer says is text.
  return of.kind === "json" ? { same: value } : { sameText: textOf(value) };
}

function literalText(value: JsonValue): string {
  if (isOpen(value)) throw new NotExpressible("it compares with a value that is computed");
  return textOf(value);
}

function limits(argument: JsonValue): Limits {
  const { min, max } = (argument ?? {}) as Readonly<Record<string, JsonValue>>;
  const number = (value: JsonValue): number => {
    if (typeof value === "number") return value;
    throw new NotExpressible("it compares with a number that an answer decides");
  };
  return {
    ...(min === undefined ? {} : { min: number(min) }),
    ...(max === undefined ? {} : { max: number(max) }),
  };
}

function isOpen(value: JsonValue): boolean {
  return refersTo(value, () => true);
}

/**
 * The JSON pointer (RFC 6901) of a member by its name, or by the pointer that the rule file has.
 *
 * @throws NotExpressible for one that finds several
 */
export function pointerOf(name: string): string {
  if (!name.startsWith("/")) return `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  if (name.split("/").includes("*"))
    throw new NotExpressible("it looks at every element of a list");
  return name;
}
