import { type CaseState, StopCase } from "../../run/case/case-state.ts";
import { SetUpError } from "../../run/target/sessions.ts";
import type { PlayEvent } from "../sequential/event.ts";
import { explainHistory, type Unordered } from "../sequential/explain-history.ts";
import { NOTHING_KNOWN } from "../sequential/knowledge.ts";
import type { AnyCall, AnyOutcome, SequentialSpec } from "../sequential/spec.ts";
import { type Crowd, type CrowdPlaying, type Load, type Scripted, scriptOf } from "./crowd.ts";

type CrowdCall = AnyCall & { readonly as?: unknown };

/** What a crowd came to. */
export interface CrowdResult<State, Call extends AnyCall, Outcome extends AnyOutcome> {
  /** As few calls of a resource as no order explains; absent where all are explained. */
  readonly unexplained?: Unordered<State, Call, Outcome>;
  /**
   * What proves it: the calls of that resource until then, and where a credential was called no good the
   * next call in which it was good.
   */
  readonly proof: readonly PlayEvent<Call, Outcome>[];
  readonly spec: SequentialSpec<State, Call, Outcome>;
  /** All calls that were made, each client's in its order. */
  readonly made: readonly PlayEvent<Call, Outcome>[];
  /** The answers that were judged, and the resources that they are about. */
  readonly calls: number;
  readonly resources: number;
}

/** No call begins any more after so many seconds: a target that is slow, or has a limit, gets fewer. */
const MOST_SECONDS = 20;
const SECOND_MS = 1000;

/**
 * Lets many clients call many resources, and looks for an order of the calls of each that explains their
 * answers. A resource of which a call got no answer, or one that says nothing, is left out.
 *
 * @throws StopCase where nothing is left that could be judged
 */
export async function runCrowd<State, Call extends CrowdCall, Outcome extends AnyOutcome>(
  load: Load,
  crowd: Crowd<State, Call, Outcome>,
  state: CaseState,
): Promise<CrowdResult<State, Call, Outcome>> {
  const playing = await crowd.enter(state);
  const { concurrency, requestsPerSecond } = state.open.target.limits;
  const clients = Math.min(load.clients, concurrency);
  const most = requestsPerSecond > 0 ? requestsPerSecond * MOST_SECONDS : load.calls;
  const script = scriptOf({ ...load, clients, calls: Math.min(load.calls, most) }, crowd);
  const { events, spoilt, why } = await playAll(script, clients, playing);
  const judged = withoutDoubt(events, spoilt, playing);
  const found = explainHistory(judged, NOTHING_KNOWN, playing.spec);
  const unjudged = new Set(found.unjudged);
  const rest = judged.filter(({ call: { of } }) => of === undefined || !unjudged.has(of));
  if (rest.length === 0) throw new StopCase("undecided", why ?? "no call of the crowd was made");
  const [first] = found.unexplained.toSorted((a, b) => a.events.length - b.events.length);
  return {
    ...(first ? { unexplained: first } : {}),
    spec: playing.spec,
    proof: first ? proofOf(first, rest, playing) : [],
    made: events.toSorted((a, b) => Number(a.branch) - Number(b.branch) || a.began - b.began),
    calls: rest.length,
    resources: new Set(rest.map(({ call }) => call.of)).size,
  };
}

function proofOf<State, Call extends CrowdCall, Outcome extends AnyOutcome>(
  { events, last }: Unordered<State, Call, Outcome>,
  all: readonly PlayEvent<Call, Outcome>[],
  { refusesCredential = () => false }: CrowdPlaying<State, Call, Outcome>,
): readonly PlayEvent<Call, Outcome>[] {
  const names = new Set(events.map(({ call }) => call.of));
  const own = all.filter(({ call, began }) => names.has(call.of) && began <= last.ended);
  const shown = new Set(own);
  for (const { call, outcome, ended } of own) {
    if (!refusesCredential(outcome)) continue;
    const good = all.find(
      (one) => one.began > ended && one.call.as === call.as && one.outcome.kind === "accepted",
    );
    if (good) shown.add(good);
  }
  return [...shown].sort((a, b) => a.step - b.step);
}

interface Played<Call, Outcome> {
  readonly events: readonly PlayEvent<Call, Outcome>[];
  /** Resources of which nothing can be said. */
  readonly spoilt: ReadonlySet<string | undefined>;
  /** Why the first of them is one. */
  readonly why: string | undefined;
}

async function playAll<State, Call extends CrowdCall, Outcome extends AnyOutcome>(
  script: readonly Scripted<Call>[],
  clients: number,
  { make }: CrowdPlaying<State, Call, Outcome>,
): Promise<Played<Call, Outcome>> {
  const events: PlayEvent<Call, Outcome>[] = [];
  const spoilt = new Set<string | undefined>();
  let why: string | undefined;
  let moment = 0;
  const born = new Map(
    script.flatMap(({ isFirst, call: { of } }) => (isFirst ? [[of, newSignal()] as const] : [])),
  );
  const makeOne = async ({ call, client, isFirst }: Scripted<Call>): Promise<void> => {
    const began = moment++;
    const made = await make({ call, over: "own" });
    if (made) {
      events.push({ call, over: "own", ...made, branch: client, began, ended: moment++ });
    }
    if (isFirst && made?.outcome.kind !== "accepted") {
      spoilt.add(call.of);
      why ??= `${call.call} was ${made?.outcome.kind ?? "not made"}`;
    }
  };
  const until = performance.now() + MOST_SECONDS * SECOND_MS;
  const client = async (own: number): Promise<void> => {
    for (const one of script) {
      if (one.client !== own) continue;
      if (performance.now() > until) {
        if (!one.isFirst) continue;
        spoilt.add(one.call.of);
      }
      const { of } = one.call;
      if (!one.isFirst) await born.get(of)?.given;
      try {
        if (!spoilt.has(of)) await makeOne(one);
      } catch (error) {
        if (!saysNothing(error)) throw error;
        spoilt.add(of);
        why ??= (error as Error).message;
      } finally {
        if (one.isFirst) born.get(of)?.give();
      }
    }
  };
  // What is still in flight must not run into the clean-up; nobody waits for what is never born.
  const running = Array.from({ length: clients }, (_, own) =>
    client(own).catch((error: unknown) => {
      for (const [of, { give }] of born) {
        spoilt.add(of);
        give();
      }
      throw error;
    }),
  );
  const broken = (await Promise.allSettled(running)).find(({ status }) => status === "rejected");
  if (broken?.status === "rejected") throw broken.reason;
  return { events, spoilt, why };
}

interface Signal {
  readonly given: Promise<void>;
  readonly give: () => void;
}

function newSignal(): Signal {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

function saysNothing(error: unknown): boolean {
  return (
    (error instanceof StopCase && error.verdict === "undecided") || error instanceof SetUpError
  );
}

/**
 * What can be judged. Sessions end: that a credential is no good counts only where the same user was accepted
 * with it in a call that began later.
 */
function withoutDoubt<State, Call extends CrowdCall, Outcome extends AnyOutcome>(
  events: readonly PlayEvent<Call, Outcome>[],
  spoilt: ReadonlySet<string | undefined>,
  { refusesCredential = () => false }: CrowdPlaying<State, Call, Outcome>,
): readonly PlayEvent<Call, Outcome>[] {
  const lastAccepted = new Map<unknown, number>();
  for (const { call, outcome, began } of events) {
    if (outcome.kind !== "accepted") continue;
    lastAccepted.set(call.as, Math.max(began, lastAccepted.get(call.as) ?? 0));
  }
  const doubtful = events.flatMap(({ call, outcome, ended }) =>
    refusesCredential(outcome) && (lastAccepted.get(call.as) ?? -1) < ended ? [call.of] : [],
  );
  const left = new Set([...spoilt, ...doubtful]);
  return events.filter(({ call }) => !left.has(call.of));
}
