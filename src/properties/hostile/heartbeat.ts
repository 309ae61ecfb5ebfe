import type { Binding } from "../../model/binding.ts";
import { type CaseState, StopCase } from "../../run/case/case-state.ts";
import { SetUpError } from "../../run/target/sessions.ts";
import { samplesOf } from "../relation/samples-of.ts";
import { sendSample, usableSamples } from "../relation/send-sample.ts";
import { slowdown } from "./slowdown.ts";

/** Calls before the first attack that tell the usual time. */
const WARM_UP = 3;
/** Slower than this many times the usual is no longer usual, from the floor on. */
const FACTOR = 20;
/** In milliseconds: below it any machine may be busy with something else. */
const FLOOR_MS = 1000;

/** What is wrong with a server, and whether it is only slow, which may be the machine's doing. */
export interface Ailment {
  readonly what: string;
  readonly isSlow: boolean;
}

/** Ordinary calls of the rule's operation, to see that a server still serves. */
export interface Heartbeat {
  /** Whether the operation takes whatever ticket there is, as an edition of the documents has it. */
  readonly ignoresTicket: boolean;
  /** Whether a call, or the answer to an attack, took too long, on a machine as busy as it is now. */
  isSlow(durationMs: number): Promise<boolean>;
  /** What is wrong with the server, if anything; undefined when it serves as before. */
  beat(): Promise<Ailment | undefined>;
}

/**
 * Takes the pulse before the attacks: what is to be accepted is accepted, what is not is refused.
 *
 * @throws StopCase or SetUpError when the server does not serve even then
 */
export async function takePulse(binding: Binding, state: CaseState): Promise<Heartbeat> {
  const [accepted, ...others] = await usableSamples(binding, state);
  const ignoresTicket = others.length < samplesOf(state).calls.length - 1;
  // A server that accepts everything survives everything: it is no server to be judged so.
  for (const twin of others) await sendSample(twin, binding, state);
  const once = async (): Promise<number> => {
    await sendSample(accepted, binding, state);
    return lastDuration(state);
  };
  let usual = 0;
  for (let calls = 0; calls < WARM_UP; calls++) usual = Math.max(usual, await once());
  const slowMs = Math.max(FLOOR_MS, FACTOR * usual);
  const isSlow = async (durationMs: number): Promise<boolean> =>
    durationMs > slowMs && durationMs > slowMs * allowance(await slowdown());
  return {
    ignoresTicket,
    isSlow,
    beat: async () => {
      try {
        const took = await once();
        if (!(await isSlow(took))) return undefined;
        const what = `an ordinary call took ${Math.round(took)} ms, usually ${Math.ceil(usual)} ms`;
        return { what, isSlow: true };
      } catch (error) {
        if (error instanceof SetUpError || error instanceof StopCase) {
          const what = `ordinary calls are no longer served: ${error.message}`;
          return { what, isSlow: false };
        }
        throw error;
      }
    },
  };
}

/** Half of what a busy machine explains: what is slow by nature is slowed down as well. */
function allowance(times: number): number {
  return (1 + times) / 2;
}

function lastDuration({ trace }: CaseState): number {
  return trace.at(-1)?.sent?.reply.durationMs ?? 0;
}
