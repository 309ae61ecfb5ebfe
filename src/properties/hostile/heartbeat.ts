import type { Binding } from "../../model/binding.ts";
import { type CaseState, StopCase } from "../../run/case-state.ts";
import { SetUpError } from "../../run/sessions.ts";
import { sendTwin } from "../relation/send-twin.ts";
import { twinsOf } from "../relation/twins.ts";

/** Calls before the first attack that tell the usual time. */
const WARM_UP = 3;
/** Slower than this many times the usual is no longer usual, from the floor on. */
const FACTOR = 20;
/** In milliseconds: below it any machine may be busy with something else. */
const FLOOR_MS = 1000;

/** Ordinary calls of the rule's operation, to see that a server still serves. */
export interface Heartbeat {
  /** Milliseconds up to which a call, or the answer to an attack, is not slow. */
  readonly slowMs: number;
  /** What is wrong with the server, if anything; undefined when it serves as before. */
  beat(): Promise<string | undefined>;
}

/**
 * Takes the pulse before the attacks: what is to be accepted is accepted, what is not is refused.
 *
 * @throws StopCase or SetUpError when the server does not serve even then
 */
export async function takePulse(binding: Binding, state: CaseState): Promise<Heartbeat> {
  const [accepted, ...others] = twinsOf(state.rule.operation).twins;
  // A server that accepts everything survives everything: it is no server to be judged so.
  for (const twin of others) await sendTwin(twin, binding, state);
  const once = async (): Promise<number> => {
    await sendTwin(accepted, binding, state);
    return lastDuration(state);
  };
  let usual = 0;
  for (let calls = 0; calls < WARM_UP; calls++) usual = Math.max(usual, await once());
  const slowMs = Math.max(FLOOR_MS, FACTOR * usual);
  return {
    slowMs,
    beat: async () => {
      try {
        const took = await once();
        return took <= slowMs
          ? undefined
          : `an ordinary call took ${Math.round(took)} ms, usually ${Math.ceil(usual)} ms`;
      } catch (error) {
        if (error instanceof SetUpError || error instanceof StopCase) {
          return `ordinary calls are no longer served: ${error.message}`;
        }
        throw error;
      }
    },
  };
}

function lastDuration({ trace }: CaseState): number {
  return trace.at(-1)?.sent?.reply.durationMs ?? 0;
}
