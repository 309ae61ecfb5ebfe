import { type Crowd, scriptOf } from "../src/properties/race/crowd.ts";
import type { PlayEvent } from "../src/properties/sequential/event.ts";
import { explainHistory } from "../src/properties/sequential/explain-history.ts";
import { NOTHING_KNOWN } from "../src/properties/sequential/knowledge.ts";
import { isForbidden } from "../src/properties/sequential/spec.ts";
import { numbersOf } from "../src/run/case/seed.ts";
import type { UploadCall } from "../src/services/inforouter/properties/upload/call.ts";
import { UPLOAD_CROWD } from "../src/services/inforouter/properties/upload/crowd.ts";
import { uploadSpec } from "../src/services/inforouter/properties/upload/spec.ts";
import type { UploadState } from "../src/services/inforouter/properties/upload/state.ts";

type Outcome = Parameters<ReturnType<typeof uploadSpec>["step"]>[2];
type Event = PlayEvent<UploadCall, Outcome>;

const CALLS = 10_000;
const HANDLERS = 50;
const CLIENTS = 16;
/** What a server may answer, the likeliest first. */
const ANSWERS: readonly Outcome[] = [
  { kind: "accepted", words: "accepted" },
  { kind: "refused", words: "refused" },
  { kind: "again", words: "asked for again" },
  { kind: "refused", how: "ticket error", words: "refused" },
];

/** `history of 10,000 calls`: how long it takes to find an order of the calls of each handler. */
export function longHistory(): Promise<readonly string[]> {
  const events = madeUp(UPLOAD_CROWD);
  const begun = performance.now();
  const { unexplained, unjudged } = explainHistory(events, NOTHING_KNOWN, uploadSpec());
  const took = performance.now() - begun;
  const handlers = new Set(events.map(({ call }) => call.of)).size;
  const right = unexplained.length + unjudged.length === 0 ? "explained" : "NOT EXPLAINED";
  return Promise.resolve([
    `history of ${events.length} calls: ${HANDLERS} handlers at a time (${handlers} in all), ${CLIENTS} clients, ${right} in ${Math.round(took)} ms`,
  ]);
}

/** A history of a server that is right: each call is done at a moment between its beginning and its end. */
function madeUp({ life }: Pick<Crowd<UploadState, UploadCall, Outcome>, "life">): readonly Event[] {
  const next = numbersOf("long history");
  const load = { seed: 1, calls: CALLS, resources: HANDLERS, clients: CLIENTS, users: 2 };
  const free = new Map<number, number>();
  const born = new Map<string | undefined, number>();
  const calls = scriptOf(load, { life }).flatMap(({ client, call, isFirst }) => {
    // What a document holds is no matter of the order.
    if (call.call === "download") return [];
    const began = Math.max(free.get(client) ?? 0, isFirst ? 0 : (born.get(call.of) ?? 0)) + next();
    const moment = began + next();
    const ended = moment + next();
    free.set(client, ended);
    if (isFirst) born.set(call.of, ended);
    return [{ call, began, moment, ended, client }];
  });
  const spec = uploadSpec();
  const states = new Map<string | undefined, UploadState>();
  return calls
    .toSorted((a, b) => a.moment - b.moment)
    .map(({ call, client, began, ended }, index) => {
      const state = states.get(call.of) ?? spec.start(call.of ?? "");
      for (const outcome of ANSWERS) {
        const step = spec.step(state, call, outcome, false);
        if (isForbidden(step)) continue;
        states.set(call.of, step.states[0] ?? state);
        return { call, outcome, over: "own", branch: client, began, ended, step: index + 1 };
      }
      throw new Error(`no answer is right for ${call.call}`);
    });
}
