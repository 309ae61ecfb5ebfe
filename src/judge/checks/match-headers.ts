import type { JsonValue } from "../../model/value.ts";
import type { Answer } from "../answer/answer.ts";
import { quote } from "../answer/quote.ts";
import type { CheckContext } from "./check-context.ts";
import { type MatchContext, matchValue } from "./match-value.ts";
import type { Mismatch } from "./mismatch.ts";

type Matchers = Readonly<Record<string, JsonValue>>;
type Values = Readonly<Record<string, string>>;

/** Headers of the answer by name, in any letter case. */
export function matchHeaders(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const of = { what: "header", values: answer.headers ?? {}, repeated: answer.repeated ?? {} };
  return matchFields(wanted as Matchers, of, answer, context);
}

/** What comes behind the body, by name as headers. */
export function matchTrailers(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const of = { what: "trailer", values: answer.trailers ?? {}, repeated: {} };
  return matchFields(wanted as Matchers, of, answer, context);
}

/** One of the answers of 1xx before this one has that status and those headers; or none came. */
export function matchInformational(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const { informational = [] } = answer;
  const came = informational.map(({ status }) => `HTTP ${status}`).join(", ") || "none";
  const actual = `${statusWords(answer)}, and before it ${came}`;
  if (wanted === "none") {
    return informational.length === 0 ? [] : [{ expected: "no answer of 1xx before it", actual }];
  }
  const { status, headers = {} } = wanted as { status: number; headers?: Matchers };
  const tried = informational
    .filter((one) => one.status === status)
    .map((one) => {
      const of = { what: "header", values: one.headers, repeated: {} };
      return matchFields(headers, of, { ...answer, status }, context);
    });
  const [first] = tried;
  if (!first) return [{ expected: `HTTP ${status} before the answer`, actual }];
  if (tried.some((mismatches) => mismatches.length === 0)) return [];
  // Not about a header of the answer itself.
  return first.map(({ about: _, ...mismatch }) => mismatch);
}

interface Fields {
  /** In the words of a reader. */
  readonly what: string;
  /** By lower-case name. */
  readonly values: Values;
  readonly repeated: Readonly<Record<string, readonly string[]>>;
}

function matchFields(
  wanted: Matchers,
  { what, values, repeated }: Fields,
  answer: Answer,
  context: MatchContext,
): readonly Mismatch[] {
  return Object.entries(wanted).flatMap(([spelled, matcher]) => {
    const name = spelled.toLowerCase();
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    // The lines of cookies cannot be joined (RFC 9110, section 5.3): each is a value of its own.
    const each = (name === COOKIES && repeated[name]) || [value];
    const tried = each.map((one) => predicatesOf(matcher, one, `${what} ${name}`, context));
    if (tried.some((predicates) => predicates.length === 0)) return [];
    const found = value === undefined ? `no ${what} ${spelled}` : `${spelled} ${quote(value)}`;
    const about = `the ${what} ${spelled}`;
    return (tried[0] ?? []).map((predicate) => ({
      about,
      expected: `${about} ${predicate}`,
      actual: `${statusWords(answer)} with ${found}`,
    }));
  });
}

const COOKIES = "set-cookie";

function predicatesOf(
  matcher: JsonValue,
  value: string | undefined,
  name: string,
  context: MatchContext,
): readonly string[] {
  if (matcher !== "absent") return matchValue(matcher, value, name, context);
  return value === undefined ? [] : ["is absent"];
}

function statusWords(answer: Answer): string {
  return answer.kind === "none" ? answer.why : `HTTP ${answer.status}`;
}
