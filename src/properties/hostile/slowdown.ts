import { setImmediate as nextTurn } from "node:timers/promises";

/** Rounds of work, and those before them that are not counted: compiling them takes time of its own. */
const ROUNDS = 60;
const WARM_UP = 3;
/** So much work takes a millisecond or two: less than a turn on a shared processor. */
const STEPS = 1_000_000;
/** Of the rounds, the share that is taken to have been undisturbed. */
const UNDISTURBED = 0.25;

/**
 * How many times longer work takes in this process now than its own time: 1 where nothing else runs,
 * here or on the machine. Answers are seen as much later, whatever their server does.
 */
export async function slowdown(): Promise<number> {
  for (let round = 0; round < WARM_UP; round++) work(round);
  const took: number[] = [];
  const started = performance.now();
  for (let round = 0; round < ROUNDS; round++) {
    const before = performance.now();
    work(round);
    took.push(performance.now() - before);
    await nextTurn();
  }
  const whole = performance.now() - started;
  const usual = took.toSorted((a, b) => a - b)[Math.floor(ROUNDS * UNDISTURBED)] ?? 0;
  return usual > 0 ? Math.max(1, whole / (usual * ROUNDS)) : 1;
}

/** Returns what it worked out, so that nobody leaves the work out. */
function work(seed: number): number {
  let state = seed | 1;
  for (let step = 0; step < STEPS; step++) state = Math.imul(state, 48_271) ^ (state >>> 7);
  return state;
}
