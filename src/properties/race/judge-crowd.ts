import type { CaseState } from "../../run/case/case-state.ts";
import { recordJudgement } from "../../run/case/record-judgement.ts";
import { remove } from "../../run/cleanup/creations.ts";
import type { PlayEvent } from "../sequential/event.ts";
import { follow } from "../sequential/knowledge.ts";
import { type AnyCall, type AnyOutcome, isForbidden } from "../sequential/spec.ts";
import type { Crowd, Load } from "./crowd.ts";
import { culprits } from "./culprits.ts";
import { historyCalls, wordOf } from "./history-words.ts";
import { keepOnly } from "./keep-only.ts";
import { runCrowd } from "./run-crowd.ts";

interface CrowdOptions<State, Call extends AnyCall, Outcome extends AnyOutcome> {
  readonly crowd: Crowd<State, Call, Outcome>;
  readonly expected: string;
  readonly describe: (call: Call) => string;
  readonly breaks?: readonly string[];
}

/**
 * A long case: a crowd calls, and some order of the calls of each resource must explain their answers. Of a
 * violation only what proves it is kept as evidence.
 */
export async function judgeCrowd<
  State,
  Call extends AnyCall & { readonly as?: unknown },
  Outcome extends AnyOutcome,
>(
  load: Load,
  { crowd, expected, describe, breaks }: CrowdOptions<State, Call, Outcome>,
  state: CaseState,
): Promise<void> {
  const crowded = await runCrowd(load, crowd, state).finally(
    // At once as well: one after the other would take longer than the rest.
    () => Promise.all(state.creations.splice(0).map((creation) => remove(state.open, creation))),
  );
  const { unexplained, proof, spec, calls, resources } = crowded;
  if (!unexplained) {
    // What followed what is said of each client: who else called in between differs from run to run.
    const made = new Set(crowded.made.flatMap(({ step }) => state.trace[step - 1] ?? []));
    keepOnly([...made, ...state.trace.filter((entry) => !made.has(entry))], state);
    return void recordJudgement({ mismatches: [] }, state);
  }
  const { events } = unexplained;
  const guilty = culprits(unexplained, spec);
  const entries = proof.flatMap(({ step }) => state.trace[step - 1] ?? []);
  keepOnly(entries, state);
  const shown = proof.map((event, index) => ({ event, now: { ...event, step: index + 1 } }));
  const nowOf = (some: readonly PlayEvent<Call, Outcome>[]) =>
    shown.flatMap(({ event, now }) => (some.includes(event) ? [now] : []));
  const [last] = nowOf([unexplained.last]);
  const words = {
    describe,
    laneOf: ({ call, branch }: PlayEvent<Call, AnyOutcome>) =>
      [call.as, Number(branch) + 1].filter((part) => part !== undefined).join(" "),
  };
  const told = events.map(
    (event) => `${words.laneOf(event)}: ${describe(event.call)}: ${wordOf(event.outcome)}`,
  );
  const known = follow(unexplained.known, unexplained.last, spec, false);
  const forbids = isForbidden(known) ? known.forbids : [];
  const mismatch = {
    expected,
    actual: `among ${calls} calls of ${resources} ${crowd.resources}, no order explains ${told.join(" | ")}`,
    kind: `expected ${expected}, got ${guilty.words} in a crowd`,
    ...(isForbidden(known) && known.bytes && { bytes: known.bytes }),
    history: historyCalls(nowOf(proof), nowOf(guilty.events), words),
  };
  const named = state.rule.statements.filter((id) => forbids.includes(id));
  const statements = named.length > 0 ? named : breaks;
  recordJudgement({ statements, mismatches: [mismatch], step: last?.step }, state);
}
