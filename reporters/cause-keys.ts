import type { Failure } from "../src/model/failure.ts";
import type { RuleReport } from "../src/model/report.ts";

interface Member {
  readonly rule: RuleReport;
  readonly failure: Failure;
}

/** What a server or a case chooses anew each time: GUIDs, and ids, checksums and numbers among the words. */
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const WORD = /[0-9a-z]+/gi;
/** A status, or a class of them, that is asked for. */
const STATUS = /\bHTTP \dxx|\bHTTP \d{3}(?: or \d{3})*/g;
/** An error that is asked for word by word. */
const ERROR_TEXT = /\berror (?:is )?"([^"]+)"/g;
/** Does what it was asked to: such an answer says nothing of why it should not have. */
const TAKEN = /^(?:success=true|HTTP 2\d\d)\b/;
const QUOTED = /"[^"]*"/g;

/**
 * The keys of failures: two that share one have a cause in common. None of them tells bindings apart.
 *
 * @param all failures that are looked at together: some follow from others
 */
export function causeKeys(all: readonly Member[]): (member: Member) => readonly string[] {
  const roots = new Set(
    all.flatMap(({ failure: { consequenceOf } }) =>
      consequenceOf ? [rootKey(consequenceOf.rule, consequenceOf.statements)] : [],
    ),
  );
  return ({ rule, failure }) => {
    const { consequenceOf } = failure;
    // What it follows from is what is wrong; its own answer tells nothing more.
    if (consequenceOf) return [rootKey(consequenceOf.rule, consequenceOf.statements)];
    const own = rootKey(rule.id, failure.statements);
    return [...ownKeys(rule, failure), ...(roots.has(own) ? [own] : [])];
  };
}

function rootKey(rule: string, statements: readonly string[]): string {
  return key("follows", rule, ...[...statements].sort());
}

function ownKeys(rule: RuleReport, failure: Failure): readonly string[] {
  const { service } = rule;
  const step = failure.steps[failure.step - 1];
  const answer = step?.answer ?? failure.actual;
  const demand = demandOf(failure.expected);
  const isTaken = TAKEN.test(answer);
  const tells = !isTaken && hasWords(answer);
  const said = masked(answer);
  const texts = textsOf(failure.expected);
  const wrong = isTaken ? "taken" : wrongness(failure);
  return [
    ...(failure.signature === "" ? [] : [key("rule", rule.id, failure.signature)]),
    ...(tells && texts.length > 0 ? [key("text", service, said, ...texts)] : []),
    ...(tells ? [key("call", service, step?.call ?? rule.operation, said, ...demand)] : []),
    ...failure.statements.map((id) => key("statement", service, id, wrong, ...demand)),
  ];
}

/**
 * What an expectation comes down to: statuses and texts of errors. Rules and sequences of calls say the same
 * in other words.
 */
function demandOf(expected: readonly string[]): readonly string[] {
  const statuses = expected.flatMap((text) => text.match(STATUS) ?? []);
  const demand = [...new Set([...statuses, ...textsOf(expected)])].sort();
  return demand.length > 0 ? demand : expected.map(masked).sort();
}

function textsOf(expected: readonly string[]): readonly string[] {
  const texts = expected.flatMap((text) =>
    [...text.matchAll(ERROR_TEXT)].map(([, quoted = ""]) => quoted),
  );
  return [...new Set(texts)].sort();
}

/** Whether it quotes words that a person could tell one error from another by. */
function hasWords(answer: string): boolean {
  return (answer.match(QUOTED) ?? []).some((quoted) => /\p{L}{3}/u.test(quoted));
}

/** Where no status was asked for, it is not the status that is wrong. */
function wrongness({ expected, actual }: Failure): string {
  const said = masked(actual);
  return expected.some((text) => text.search(STATUS) >= 0) ? said : said.replace(STATUS, "HTTP");
}

/** Numbers masked, but for statuses and codes in brackets, which tell errors apart. */
function masked(text: string): string {
  return text
    .split(/(\bHTTP \d{3}\b|\[\d+\])/)
    .map((part, index) => (index % 2 === 1 ? part : withoutChosen(part)))
    .join("");
}

function withoutChosen(text: string): string {
  return text
    .replace(GUID, "#")
    .replace(WORD, (word) => (/^[0-9a-f]+$/i.test(word) && /\d/.test(word) ? "#" : word));
}

function key(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
