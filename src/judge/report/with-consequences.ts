import type { Coverage } from "../../model/coverage.ts";
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

/** By operation, with its service before it where two share the name: the bindings over which any call was accepted in the run. */
export type Accepted = NonNullable<Coverage["accepted"]>;

/**
 * Rules with the failures marked that only show again what another rule is about: a rule that says
 * `explains: call` fails, no call of the operation is accepted over that binding in the whole run, and the
 * same answer comes elsewhere; or one that says `explains: session`, and a good ticket is refused elsewhere.
 * Such a failure stays one, but its statements are not what is broken. May be asked again of what it gave:
 * a merge finds more.
 */
export function withConsequences(
  rules: readonly RuleReport[],
  accepted: Accepted = {},
): readonly RuleReport[] {
  const marked = new Map(
    [...new Set(rules.map(({ service }) => service))].flatMap((service) =>
      withinService(
        rules.filter((rule) => rule.service === service),
        ofService(service, accepted),
      ).map((rule) => [rule.id, rule] as const),
    ),
  );
  return rules.map((rule) => marked.get(rule.id) ?? rule);
}

/** Of one service: what another answers, under the same names or others, says nothing of it. */
function withinService(rules: readonly RuleReport[], accepted: Accepted): readonly RuleReport[] {
  const calls = callRoots(rules, accepted);
  const isDead = isNoTicketTaken(rules, accepted);
  const sessions = sessionRoots(rules, calls, isDead);
  const rootOf = (one: Root): Root | undefined => {
    if (sessions.some(({ failure }) => failure === one.failure)) return undefined;
    const session = sessions.find((root) => isOfSession(one.failure, root, { isDead, accepted }));
    if (session) return session;
    if (calls.some(({ failure }) => failure === one.failure)) return undefined;
    return calls.find((root) => isSameCall(one.failure, root.failure));
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

/** The operations of a service, without its name where they carry it because another has one of that name. */
function ofService(service: string, accepted: Accepted): Accepted {
  const prefix = `${service}/`;
  return Object.fromEntries(
    Object.entries(accepted).flatMap(([label, bindings]) => {
      if (label.startsWith(prefix)) return [[label.slice(prefix.length), bindings] as const];
      return label.includes("/") ? [] : [[label, bindings] as const];
    }),
  );
}

function consequenceOf({ rule, failure }: Root): Consequence {
  return { rule: rule.id, statements: failure.statements };
}

/** What is accepted otherwise is refused for what it is given, and not for where it comes from. */
function callRoots(rules: readonly RuleReport[], accepted: Accepted): readonly Root[] {
  return rules
    .filter(({ explains }) => explains === "call")
    .flatMap((rule) => rule.failures.map((failure) => ({ rule, failure })))
    .filter(({ failure }) => !isAccepted(failingStep(failure), accepted));
}

/**
 * Of any rule: sequences of calls find a session that ends too early where the plain rule does not. Where
 * good tickets are refused by operations alone that never take one, it is those which are wrong.
 */
function sessionRoots(
  rules: readonly RuleReport[],
  calls: readonly Root[],
  isDead: boolean,
): readonly Root[] {
  const about = rules.flatMap(({ explains, statements }) =>
    explains === "session" ? statements : [],
  );
  const refused = rules
    .flatMap((rule) => rule.failures.map((failure) => ({ rule, failure })))
    .filter(({ failure }) => refusesGoodTicket(failure))
    .filter(({ failure }) => isDead || !calls.some((root) => isSameCall(failure, root.failure)));
  // Where a single operation refuses good tickets, it is that operation which is wrong.
  if (new Set(refused.map(({ failure }) => failingStep(failure)?.call)).size < 2) return [];
  return refused.filter(({ failure }) => failure.statements.every((id) => about.includes(id)));
}

/** Whether every operation that refuses a good ticket refuses all of them. */
function isNoTicketTaken(rules: readonly RuleReport[], accepted: Accepted): boolean {
  return rules
    .flatMap(({ failures }) => failures.filter(refusesGoodTicket))
    .every((failure) => accepted[failingStep(failure)?.call ?? ""] === undefined);
}

/** Of the same user, and over a binding where the operation takes tickets at other times. */
function isOfSession(
  failure: Failure,
  root: Root,
  { isDead, accepted }: { readonly isDead: boolean; readonly accepted: Accepted },
): boolean {
  if (!refusesGoodTicket(failure)) return false;
  if (isDead) return true;
  const step = failingStep(failure);
  return isAccepted(step, accepted) && userOf(step) === userOf(failingStep(root.failure));
}

function isAccepted(step: RecordedStep | undefined, accepted: Accepted): boolean {
  return step !== undefined && (accepted[step.call]?.[step.binding] ?? 0) > 0;
}

function userOf(step: RecordedStep | undefined): string {
  return step?.as === "stranger" ? "stranger" : "owner";
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
  const { steps } = failure;
  const failing = failingStep(failure);
  const end = steps.findIndex(({ credential }) => credential === "ended");
  const isGood = (step: RecordedStep): boolean =>
    SIGNED_IN.includes(step.as) && (end < 0 || steps.indexOf(step) < end);
  const suspects = failing?.judged === undefined ? steps : [failing];
  return suspects.some((step) => step.credential === "refused" && isGood(step));
}

function failingStep({ steps, step }: Failure): RecordedStep | undefined {
  return steps[step - 1];
}

/** Long numbers differ from call to call; short ones are codes. */
function said({ answer }: RecordedStep): string {
  return withoutIds(answer).replace(/\d{6,}/g, "‹n›");
}
