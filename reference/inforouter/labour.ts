/** Work that takes a processor of today a second or more, and as much longer as others use it too. */
const STEPS = 800_000_000;
/** Also on a faster one: so many milliseconds at least. */
const LEAST_MS = 1500;

/** Works for more than a second, as a server does that is led astray; nothing else is served meanwhile. */
export function labour(): number {
  const started = performance.now();
  let state = 1;
  for (let step = 0; step < STEPS; step++) state = Math.imul(state, 48_271) ^ (state >>> 7);
  while (performance.now() - started < LEAST_MS) state++;
  return state;
}
