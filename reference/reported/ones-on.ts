import type { FaultName, Faults } from "../faults.ts";

const MADE = new WeakMap<object, WeakMap<object, readonly unknown[]>>();

/**
 * What the faults of a table that are on do in a server. Each is made once for a server, and keeps what it
 * remembers to itself; a server without such faults has an empty list, and is asked for it once.
 */
export function onesOn<N extends FaultName, T>(
  table: Readonly<Record<N, () => T>>,
  faults: Faults<N>,
): readonly T[] {
  const ofServer = MADE.get(faults) ?? new WeakMap<object, readonly unknown[]>();
  MADE.set(faults, ofServer);
  const known = ofServer.get(table) as readonly T[] | undefined;
  if (known) return known;
  const names = (Object.keys(table) as N[]).filter((name) => faults.has(name));
  const made = names.map((name) => table[name]());
  ofServer.set(table, made);
  return made;
}

/** Once more through each of them. */
export function throughAll<T, H>(hooks: readonly H[], value: T, step: (hook: H, value: T) => T): T {
  return hooks.reduce((before, hook) => step(hook, before), value);
}
