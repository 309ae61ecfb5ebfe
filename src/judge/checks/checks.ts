import type { Checks } from "../../model/rule.ts";
import { textOf } from "../../model/text-of.ts";
import type { JsonValue } from "../../model/value.ts";
import { type DocumentForm, isAccepted, isRefused } from "../answer/answer.ts";
import { describeAnswer } from "../answer/describe-answer.ts";
import { isServerError } from "../answer/is-server-error.ts";
import { asksToTryAgain, spokenVerdict } from "../answer/spoken-verdict.ts";
import { matchTexts } from "../texts/match-texts.ts";
import type { Check, CheckContext } from "./check-context.ts";
import { evaluate } from "./evaluate.ts";
import { expectThat } from "./expect-that.ts";
import { matchAnswersAgree } from "./match-agree.ts";
import { matchAlike } from "./match-alike.ts";
import { matchBody } from "./match-body.ts";
import { matchBytes } from "./match-bytes.ts";
import { matchChunk } from "./match-chunk.ts";
import { matchError } from "./match-error.ts";
import { matchHeaders, matchInformational, matchTrailers } from "./match-headers.ts";
import { matchJson } from "./match-json.ts";
import { matchNoDocument } from "./match-no-document.ts";
import { matchSame } from "./match-same.ts";
import { matchStatus } from "./match-status.ts";
import { matchValue } from "./match-value.ts";
import { matchWellFormed } from "./match-well-formed.ts";
import { matchZip } from "./match-zip.ts";
import type { Mismatch } from "./mismatch.ts";

/** The vocabulary of `then` in rule files; `rules.schema.json` describes each. */
export const CHECKS: Readonly<Record<string, Check>> = {
  success: matchSuccess,
  refused: (_, context) => expectThat(isRefused(context.answer), "a refusal", context),
  served: (_, context) =>
    expectThat(!isServerError(context.answer), "no error of the server's own", context),
  error: matchError,
  attributes: matchAttributes,
  bytes: matchBytes,
  chunk: matchChunk,
  zip: matchZip,
  noDocument: matchNoDocument,
  form: (wanted, context) => {
    const { answer } = context;
    const holds = answer.kind === "document" && answer.form === wanted;
    return expectThat(holds, `a document as ${FORM_WORDS[String(wanted)]}`, context);
  },
  http: (wanted, { answer: { status } }) =>
    status === wanted ? [] : [{ expected: `HTTP ${String(wanted)}`, actual: `HTTP ${status}` }],
  status: matchStatus,
  headers: matchHeaders,
  informational: matchInformational,
  trailers: matchTrailers,
  json: matchJson,
  wellFormed: matchWellFormed,
  body: matchBody,
  noAnswer: (_, context) => expectThat(context.answer.kind === "none", NO_ANSWER, context),
  sameAs: matchSame,
  alike: matchAlike,
  lists: matchListed,
  texts: matchTexts,
  agree: (wanted, context) => matchAnswersAgree(wanted as readonly string[], context),
  oneOf: (wanted, context) => {
    const alternatives = wanted as readonly (Checks & { readonly because: string })[];
    const tried = alternatives.map(({ because, editions: _, ...checks }) => {
      // What `distinct` remembers of an alternative counts only when that is the one.
      const seen = new Map([...context.seen].map(([name, values]) => [name, new Set(values)]));
      return { because, seen, mismatches: runChecks(checks, { ...context, seen }) };
    });
    const holds = tried.find(({ mismatches }) => mismatches.length === 0);
    if (holds) {
      for (const [name, values] of holds.seen) context.seen.set(name, values);
      context.chosen(holds.because);
      return [];
    }
    const expected = tried
      .map(({ because, mismatches }) => `${expectedOf(mismatches)} (${because})`)
      .join("; or ");
    return [{ expected, actual: describeAnswer(context.answer) }];
  },
};

/**
 * The success attribute by what it means, however it is spelled; `attributes: { success: "true" }` judges
 * the spelling. A document by itself is a success, and an empty one a failure; a chunk that shall be sent
 * again was not taken, so that is none, whatever the attribute says.
 */
function matchSuccess(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const expected = `success=${String(wanted)}`;
  if (answer.kind === "document") {
    return expectThat(wanted === isAccepted(answer), expected, context);
  }
  if (answer.kind !== "element") return expectThat(false, expected, context);
  const success = spokenVerdict(answer.attributes);
  if (wanted === true && success === true && asksToTryAgain(answer.attributes)) {
    return expectThat(false, `${expected} without tryagain="true"`, context);
  }
  return expectThat(success === wanted, expected, context);
}

/** Attributes of the answer element, or what the root of an XML answer says; any other answer has none. */
function matchAttributes(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer } = context;
  const matchers = Object.entries(wanted as Readonly<Record<string, JsonValue>>);
  const attributes = answer.kind === "element" || answer.kind === "http" ? answer.attributes : {};
  return matchers.flatMap(([name, matcher]) => {
    const actual = attributes?.[name];
    return matchValue(matcher, actual, name, context).flatMap((predicate) =>
      expectThat(false, `${name} ${predicate}`, context).map((one) => ({ ...one, about: name })),
    );
  });
}

/**
 * The list of uploads names one, or with `not` does not. `listedIds` are the ids that the target's
 * pointer finds. An answer that is no list names nothing, and does not show that something is gone.
 */
function matchListed(wanted: JsonValue, context: CheckContext): readonly Mismatch[] {
  const { answer, scope } = context;
  const negated = typeof wanted === "object" && wanted !== null && "not" in wanted;
  const id = textOf(evaluate((negated ? wanted.not : wanted) as JsonValue, scope));
  const ids = (scope.get("listedIds") ?? []) as readonly string[];
  const isList = isAccepted(answer) && answer.kind === "json" && answer.value !== undefined;
  if (isList && ids.includes(id) !== negated) return [];
  const expected = `a list ${negated ? "without" : "with"} ${JSON.stringify(id)}`;
  const found = isList ? `a list of ${ids.length} ids ${negated ? "with" : "without"} it, ` : "";
  return [{ expected, actual: `${found}${describeAnswer(answer)}` }];
}

/** What `noAnswer` expects. */
const NO_ANSWER = "no answer: a connection that is closed, or silence until the deadline";

/** The ways in which a document comes, for `form`. */
const FORM_WORDS: Readonly<Record<string, string>> = {
  bytes: "bytes by themselves",
  json: "a JSON string of base64",
  xml: "base64 in XML",
} satisfies Record<DocumentForm, string>;

/** All the mismatches between an answer and what a rule says of it, not only the first. */
export function runChecks(checks: Checks, context: CheckContext): readonly Mismatch[] {
  return Object.entries(checks).flatMap(([name, argument]) => {
    const check = Object.hasOwn(CHECKS, name) ? CHECKS[name] : context.more?.get(name);
    if (!check) throw new Error(`unknown check "${name}"`);
    // Only agree compares; each other check holds over every binding.
    if (!context.perBinding || name === "agree") return check(argument, context);
    return Object.entries(context.perBinding).flatMap(([binding, answer]) =>
      check(argument, { ...withoutBindings(context), answer }).map(({ expected, actual }) => ({
        expected: `${binding}: ${expected}`,
        actual: `${binding}: ${actual}`,
      })),
    );
  });
}

function withoutBindings({ perBinding: _, ...context }: CheckContext): CheckContext {
  return context;
}

function expectedOf(mismatches: readonly Mismatch[]): string {
  return mismatches.map(({ expected }) => expected).join(" and ");
}
