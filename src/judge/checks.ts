import type { Checks } from "../model/rule.ts";
import type { Plain } from "../model/value.ts";
import { type Answer, isAccepted, isRefused } from "./answer.ts";
import { describeAnswer } from "./describe-answer.ts";
import { evaluate } from "./evaluate.ts";
import { matchAnswersAgree } from "./match-agree.ts";
import { matchJson } from "./match-json.ts";
import { matchListed } from "./match-listed.ts";
import { type MatchContext, matchValue } from "./match-value.ts";
import type { Mismatch } from "./mismatch.ts";
import { BAD_REQUEST } from "./outcome-words.ts";
import { ticketError } from "./ticket-error.ts";

/** What checks look at: the answer, those over every binding where the call went over each, and names. */
export interface CheckContext extends MatchContext {
  readonly answer: Answer;
  readonly perBinding?: Readonly<Record<string, Answer>>;
  /** Where `oneOf` says which documented alternative the server chose. */
  readonly chosen: (because: string) => void;
}

type Check = (argument: Plain, context: CheckContext) => readonly Mismatch[];

/** The vocabulary of `then` in rule files; `rules.schema.json` describes each. */
export const CHECKS: Readonly<Record<string, Check>> = {
  success: (wanted, context) => {
    const { answer } = context;
    if (wanted === true && answer.kind === "document") return [];
    const said = attribute(answer, "success");
    return expectThat(said === String(wanted), `success=${String(wanted)}`, context);
  },
  refused: (_, context) =>
    expectThat(isRefused(context.answer), "not a success, and a readable answer", context),
  error: (wanted, context) => {
    const { answer } = context;
    const error = attribute(answer, "error");
    switch (wanted) {
      case "none":
        return expectThat(error === "", 'error ""', context);
      case "some":
        return expectThat((error ?? "").trim() !== "", "a non-empty error", context);
      case "bad-request":
        return expectThat(error?.trim() === BAD_REQUEST, `error "${BAD_REQUEST}"`, context);
      case "ticket":
        return expectThat(ticketError(answer) !== undefined, "a 900 or 901 error", context);
      case "ticket-900":
        return expectThat(ticketError(answer) === "900", "error [900]", context);
      case "ticket-901":
        return expectThat(ticketError(answer) === "901", "error [901]", context);
      default:
        throw new Error(`unknown kind of error ${JSON.stringify(wanted)}`);
    }
  },
  attributes: (wanted, context) =>
    Object.entries(wanted as Readonly<Record<string, Plain>>).flatMap(([name, matcher]) =>
      matchValue(matcher, attribute(context.answer, name), name, context).flatMap((expected) =>
        expectThat(false, `${name}=${expected}`, context),
      ),
    ),
  bytes: (wanted, context) => {
    const expected = evaluate(wanted, context.scope) as Buffer;
    const { answer } = context;
    const words = `a document of exactly the ${expected.length} bytes that were sent`;
    if (answer.kind !== "document") return expectThat(false, words, context);
    if (answer.bytes.equals(expected)) return [];
    const at = answer.bytes.findIndex((byte, index) => byte !== expected[index]);
    const where = at < 0 || at >= expected.length ? "" : `, different from byte ${at} on`;
    return [{ expected: words, actual: `${describeAnswer(answer)}${where}` }];
  },
  http: (wanted, context) =>
    context.answer.status === wanted
      ? []
      : [{ expected: `HTTP ${String(wanted)}`, actual: `HTTP ${context.answer.status}` }],
  status: (wanted, context) => {
    const ok = wanted === "2xx" ? isAccepted(context.answer) : context.answer.status === wanted;
    return expectThat(ok, `HTTP ${String(wanted)}`, context);
  },
  json: (wanted, context) => matchJson(wanted, context),
  sameAs: (wanted, context) => {
    const other = evaluate(wanted, context.scope) as Answer;
    const expected = describeAnswer(other);
    return expectThat(
      describeAnswer(context.answer) === expected,
      `the same as ${expected}`,
      context,
    );
  },
  lists: (wanted, context) => matchListed(wanted, context),
  agree: (wanted, context) => matchAnswersAgree(wanted as readonly string[], context),
  oneOf: (wanted, context) => {
    const alternatives = wanted as readonly (Checks & { readonly because: string })[];
    const tried = alternatives.map(({ because, ...checks }) => ({
      because,
      mismatches: runChecks(checks, context),
    }));
    const holds = tried.find(({ mismatches }) => mismatches.length === 0);
    if (holds) {
      context.chosen(holds.because);
      return [];
    }
    const expected = tried
      .map(({ because, mismatches }) => `${expectedOf(mismatches)} (${because})`)
      .join("; or ");
    return [{ expected, actual: describeAnswer(context.answer) }];
  },
};

/** All the mismatches between an answer and what a rule says of it, not only the first. */
export function runChecks(checks: Checks, context: CheckContext): readonly Mismatch[] {
  if (context.perBinding && !("agree" in checks)) {
    return Object.entries(context.perBinding).flatMap(([binding, answer]) =>
      runChecks(checks, { ...withoutBindings(context), answer }).map(({ expected, actual }) => ({
        expected: `${binding}: ${expected}`,
        actual: `${binding}: ${actual}`,
      })),
    );
  }
  return Object.entries(checks).flatMap(([name, argument]) => {
    const check = CHECKS[name];
    if (!check) throw new Error(`unknown check "${name}"`);
    return check(argument, context);
  });
}

function withoutBindings({ perBinding: _, ...context }: CheckContext): CheckContext {
  return context;
}

function attribute(answer: Answer, name: string): string | undefined {
  return answer.kind === "element" ? answer.attributes[name] : undefined;
}

function expectThat(holds: boolean, expected: string, context: CheckContext): readonly Mismatch[] {
  return holds ? [] : [{ expected, actual: describeAnswer(context.answer) }];
}

function expectedOf(mismatches: readonly Mismatch[]): string {
  return mismatches.map(({ expected }) => expected).join(" and ");
}
