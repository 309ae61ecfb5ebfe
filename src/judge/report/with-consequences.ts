import type { Consequence, Failure, RecordedStep } from "../../model/failure.ts";
import type { RuleReport } from "../../model/report.ts";
import { withoutIds } from "../answer/without-ids.ts";

/** A failure that explains others. */
interface Root {
  readonly rule: RuleReport;
  readonly failure: Failure;
}

/** Principals whose ticket is good until they log out. */
const SIGNED_IN: readonly unknown[] = ["owner", "owner-again", "stranger"];
/** In a signature. */
const TICKET_ERROR = "ticket error";
/** In the words for an answer. */
const TICKET_CODES = /\[90[01]\]/;

/**
 * Rules with the failures marked that only show again what another rule is about: a rule that says
 * `explains: call` fails, and the same call over the same binding is answered just so elsewhere; or one
 * that says `explains: session`, and a good ticket is refused elsewhere. Such a failure stays one, but its
 * statements are not what is broken. May be asked again of what it gave: a merge finds more.
 */
export function withConsequences(rules: readonly RuleReport[]): readonly RuleReport[] {
  const sessions = sessionRoots(rules);
  const calls = callRoots(rules).filter(
    ({ failure }) => sessions.length === 0 || !refusesGoodTicket(failure),
  );
  const rootOf = (one: Root): Root | undefined => {
    const isRoot = [...sessions, ...calls].some(({ failure }) => failure === one.failure);
    if (isRoot) return undefined;
    return (
      calls.find((root) => isSameCall(one.failure, root.failure)) ??
      (refusesGoodTicket(one.failure) ? sessions[0] : undefined)
    );
  };
  return rules.map((rule) => {
    if (rule.failures.length === 0) return rule;
    const failures = rule.failures.map((failure): Failure => {
      const { consequenceOf: _, ...own } = failure;
      const root = rootOf({ rule, failure });
      return root ? { ...own, consequenceOf: consequenceOf(root) } : own;
    });
    return { ...rule, failures };
  });
}

function consequenceOf({ rule, failure }: Root): Consequence {
  return { rule: rule.id, statements: failure.statements };
}

function callRoots(rules: readonly RuleReport[]): readonly Root[] {
  return rules
    .filter(({ explains }) => explains === "call")
    .flatMap((rule) => rule.failures.map((failure) => ({ rule, failure })));
}

/** Of any rule: sequences of calls find a session that ends too early where the plain rule does not. */
function sessionRoots(rules: readonly RuleReport[]): readonly Root[] {
  const about = rules.flatMap(({ explains, statements }) =>
    explains === "session" ? statements : [],
  );
  const refused = rules.flatMap((rule) =>
    rule.failures.filter(refusesGoodTicket).map((failure) => ({ rule, failure })),
  );
  // Where a single operation refuses good tickets, it is that operation which is wrong.
  if (new Set(refused.map(({ failure }) => failingStep(failure)?.call)).size < 2) return [];
  return refused.filter(({ failure }) => failure.statements.every((id) => about.includes(id)));
}

/** A sequence or a race fails for a call that is not its last: all of its calls are looked at. */
function isSameCall(one: Failure, root: Failure): boolean {
  const wrong = failingStep(root);
  if (!wrong) return false;
  const failing = failingStep(one);
  const suspects = failing?.judged === undefined ? one.steps : [failing];
  return suspects.some(
    (step) =>
      step.call === wrong.call && step.binding === wrong.binding && said(step) === said(wrong),
  );
}

/** What the failing call got, or any call of a sequence or a race, before anybody has logged out. */
function refusesGoodTicket(failure: Failure): boolean {
  const { signature, steps } = failure;
  if (signature.includes(`expected the ${TICKET_ERROR}`)) return false;
  const failing = failingStep(failure);
  const end = steps.findIndex(({ call }) => call === "LogOut");
  const signedIn = (step: RecordedStep): boolean =>
    SIGNED_IN.includes(step.as) && (end < 0 || steps.indexOf(step) < end);
  if (failing?.judged !== undefined) return signature.includes(TICKET_ERROR) && signedIn(failing);
  return steps.some((step) => TICKET_CODES.test(step.answer) && signedIn(step));
}

function failingStep({ steps, step }: Failure): RecordedStep | undefined {
  return steps[step - 1];
}

/** Numbers differ from call to call, but for the status. */
function said({ answer }: RecordedStep): string {
  return withoutIds(answer).replace(/(HTTP )?\d+/g, (number, status) => (status ? number : "‹n›"));
}
