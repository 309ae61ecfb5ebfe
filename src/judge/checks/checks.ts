import type { Checks } from "../../model/rule.ts";
import { type DocumentForm, isAccepted, isRefused } from "../answer/answer.ts";
import { describeAnswer } from "../answer/describe-answer.ts";
import type { Check, CheckContext } from "./check-context.ts";
import { expectThat } from "./expect-that.ts";
import { matchAnswersAgree } from "./match-agree.ts";
import { matchAttributes } from "./match-attributes.ts";
import { matchBytes } from "./match-bytes.ts";
import { matchChunk } from "./match-chunk.ts";
import { matchError } from "./match-error.ts";
import { matchJson } from "./match-json.ts";
import { matchListed } from "./match-listed.ts";
import { matchNoDocument } from "./match-no-document.ts";
import { matchSame } from "./match-same.ts";
import { matchSuccess } from "./match-success.ts";
import { matchZip } from "./match-zip.ts";
import type { Mismatch } from "./mismatch.ts";

/** The vocabulary of `then` in rule files; `rules.schema.json` describes each. */
export const CHECKS: Readonly<Record<string, Check>> = {
  success: matchSuccess,
  refused: (_, context) => expectThat(isRefused(context.answer), "a refusal", context),
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
  status: (wanted, context) => {
    const { answer } = context;
    const holds = wanted === "2xx" ? isAccepted(answer) : answer.status === wanted;
    return expectThat(holds, `HTTP ${String(wanted)}`, context);
  },
  json: matchJson,
  sameAs: matchSame,
  lists: matchListed,
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
