import { isAccepted } from "../../judge/answer/answer.ts";
import { UnsavedReferenceError } from "../../judge/checks/evaluate.ts";
import type { Binding } from "../../model/binding.ts";
import type { Rule } from "../../model/rule.ts";
import type { UnmetCall } from "../../model/unmet-call.ts";
import type { JsonValue } from "../../model/value.ts";
import { isPayload, valueText } from "../../wire/encode/value-text.ts";
import { type Creation, isNamedByAnswer, remove } from "../cleanup/creations.ts";
import { refusedTickets } from "../target/refused-tickets.ts";
import { NotDeclaredError, type Sessions, SetUpError } from "../target/sessions.ts";
import { stillWorks } from "../target/still-works.ts";
import type { CaseTarget, KnownTarget, RecordedTarget } from "../target/target-parts.ts";
import { caseScope } from "./case-scope.ts";
import { type CaseState, StopCase } from "./case-state.ts";
import type { CaseResult, TraceEntry } from "./trace.ts";

export interface CaseOptions {
  readonly open: RecordedTarget;
  readonly rule: Rule;
  /** What the case does: the steps of a rule or of its control, or a built-in property. */
  readonly body: (state: CaseState) => Promise<void>;
  readonly bindings: readonly Binding[];
  readonly inputs: Readonly<Record<string, JsonValue>>;
  /** Which case of the property it is. */
  readonly index: number;
  /** The case is there for what runs beside it. */
  readonly load?: Load;
}

/**
 * A case that is load for others, and is not judged: its contents are others, so that what is mixed up shows,
 * and its users are the same or in each other's places.
 */
export type Load = "same users" | "users swapped";

/**
 * Runs one case on fresh state and removes what it made, whatever it came to. Sessions end by
 * themselves: a case in which a ticket of ours was refused is run once more with new ones, and what it
 * shows then counts.
 */
export async function runCase(options: CaseOptions): Promise<CaseResult> {
  const { open, rule } = options;
  const { result, refused } = await runOnce(options);
  if (refused.length === 0) return result;
  const expected = EXPECTED.get(open) ?? new Set();
  EXPECTED.set(open, expected);
  if (result.verdict === "held" && expected.has(rule.id)) return result;
  for (const ticket of refused) {
    try {
      await open.sessionsOf(rule.service).instead(ticket);
    } catch (error) {
      if (!(error instanceof SetUpError)) throw error;
      if (result.verdict === "held" || (await stillWorks(open, rule.service, ticket)))
        return result;
      return { ...result, verdict: "undecided", reason: error.message, outsideRule: true };
    }
  }
  const again = await runOnce(options);
  if (again.result.verdict === "held" && again.refused.length > 0) expected.add(rule.id);
  return again.result;
}

/** Rules whose cases hold although a good ticket is refused in them: one that is sent under a wrong name. */
const EXPECTED = new WeakMap<CaseTarget, Set<string>>();

async function runOnce(
  options: CaseOptions,
): Promise<{ readonly result: CaseResult; readonly refused: readonly string[] }> {
  const { open, rule, body, bindings, inputs, index, load } = options;
  const sessions = open.sessionsOf(rule.service);
  const own = rule.session === "own" ? ownSessions(sessions) : undefined;
  const ticket = own?.ticket ?? sessions.ticket;
  const state: CaseState = {
    open,
    rule,
    bindings,
    scope: caseScope(open, rule, inputs, index),
    saved: new Set(),
    ticket: oneEach(load === "users swapped" ? inOtherPlaces(ticket) : ticket),
    ...(load ? { hasOtherContents: true } : {}),
    trace: [],
    mismatches: [],
    exercised: new Set(),
    observed: [],
    chosen: [],
    seen: new Map(),
    connections: new Map(),
    creations: [],
    memory: { answer: undefined, answers: new Map() },
  };
  let refused: readonly string[] = [];
  let stopped: Stopped | undefined;
  try {
    await body(state);
  } catch (error) {
    stopped = reasonOf(error);
  } finally {
    for (const connection of state.connections.values()) await open.client.hangUp(connection);
    refused = refusedTickets(state.trace, sessions.isOurs, endOf(open, rule));
    if (own || state.creations.length > 0) await cleanUp(state, own?.sessions ?? NO_SESSIONS);
  }
  const { mismatches, exercised, trace, observed, chosen } = state;
  open.coverage.add(rule.service, trace);
  open.answers.add({ rule, inputs, trace, again: () => runCase(options) });
  const seen = { mismatches, exercised, trace, observed, chosen };
  if (mismatches.length > 0) return { result: { verdict: "violated", ...seen }, refused };
  return { result: stopped ? { ...stopped, ...seen } : { verdict: "held", ...seen }, refused };
}

/** The call that ends a session. */
function endOf({ services }: KnownTarget, { service }: Rule): string | undefined {
  return services[service]?.credentials?.logout?.call;
}

interface Stopped {
  readonly verdict: "undecided" | "unavailable";
  readonly reason: string;
  readonly outsideRule?: boolean;
  readonly unmet?: UnmetCall;
}

/** Only what says that nothing can be said; a bug of ours goes on. */
function reasonOf(error: unknown): Stopped {
  if (error instanceof StopCase) {
    const { verdict, message: reason, unmet } = error;
    return { verdict, reason, ...(unmet ? { unmet } : {}) };
  }
  if (error instanceof NotDeclaredError) {
    return { verdict: "unavailable", reason: error.message, outsideRule: true };
  }
  if (error instanceof SetUpError) {
    return { verdict: "undecided", reason: error.message, outsideRule: true };
  }
  if (error instanceof UnsavedReferenceError)
    return { verdict: "undecided", reason: error.message };
  // An expression has no value for what the server answered: `rewriteGuid` of something that is none.
  if (error instanceof RangeError) return { verdict: "undecided", reason: error.message };
  throw error;
}

/**
 * A case keeps the tickets that it began with: handlers may belong to their session, and other cases
 * that run beside it may have the shared one renewed.
 */
function oneEach(ticket: CaseState["ticket"]): CaseState["ticket"] {
  const known = new Map<Parameters<CaseState["ticket"]>[0], ReturnType<CaseState["ticket"]>>();
  return (principal) => {
    const before = known.get(principal);
    if (before) return before;
    const first = ticket(principal);
    known.set(principal, first);
    return first;
  };
}

function inOtherPlaces(ticket: CaseState["ticket"]): CaseState["ticket"] {
  return (principal) => {
    if (principal === "stranger") return ticket("owner");
    return ticket(principal === "owner" ? "stranger" : principal);
  };
}

/** The sessions that a case has for itself, by user. */
type OwnSessions = ReadonlyMap<"owner" | "stranger", Awaited<ReturnType<Sessions["own"]>>>;

const NO_SESSIONS: OwnSessions = new Map();

/** Logs a user in when the case first needs a ticket of that user. */
function ownSessions(shared: Sessions): {
  readonly sessions: OwnSessions;
  readonly ticket: CaseState["ticket"];
} {
  const sessions = new Map(NO_SESSIONS);
  return {
    sessions,
    ticket: async (principal) => {
      if (principal !== "owner" && principal !== "stranger") return shared.ticket(principal);
      const session = await shared.own(principal);
      sessions.set(principal, session);
      return session.ticket;
    },
  };
}

async function cleanUp(state: CaseState, own: OwnSessions): Promise<void> {
  const session = own.get("owner");
  for (const creation of state.creations.toReversed()) {
    if (wasRemoved(creation, state)) {
      creation.noted?.gone();
      continue;
    }
    // The case may have ended its own session; another one of the same user removes as well.
    const credential =
      session && creation.credential === session.ticket
        ? await state.ticket("owner-again").catch(() => creation.credential)
        : creation.credential;
    await remove(state.open, { ...creation, credential });
  }
  // A session that cannot be ended any more expires by itself.
  for (const one of own.values()) await one.end().catch(() => undefined);
}

/** Whether a call was about a thing of that name, by a parameter or by where it went. */
function names(sent: TraceEntry["sent"], id: string): boolean {
  if (!sent) return false;
  const { at, arguments: args } = sent.call;
  return at === id || args.some(({ value }) => !isPayload(value) && valueText(value) === id);
}

/**
 * The server said in this case that it removed it, and nothing made it anew since; asking again would get the
 * same words.
 */
function wasRemoved(creation: Creation, { open, trace }: CaseState): boolean {
  const removed = trace.findLastIndex(
    ({ operation, sent, answer, as }) =>
      operation === creation.operation &&
      as === "owner" &&
      answer !== undefined &&
      isAccepted(answer) &&
      names(sent, creation.id),
  );
  if (removed < 0) return false;
  const operations = open.operations[creation.service] ?? {};
  return !trace.slice(removed + 1).some(({ operation, sent }) => {
    const creates = operations[operation]?.creates;
    if (creates?.remove.call !== creation.operation || isNamedByAnswer(creates)) return false;
    // A name that is put together stands in no argument as it is.
    return typeof creates.id !== "string" || names(sent, creation.id);
  });
}
