/** What is known of who made a call. */
export interface Standing {
  /** Undefined where the call has none. */
  readonly credential: string | undefined;
  /** `good`: an earlier call with it was accepted. `ended`: its session was ended before the call was made. */
  readonly is: "good" | "ended" | "unknown";
}

/** Remembers of the tickets and keys in the traffic which are good. */
export interface Callers {
  standing(credential: string | undefined, began: number): Standing;
  accepted(credential: string): void;
  ended(credential: string, when: number): void;
}

/** What was seen longest ago is forgotten: then nothing is known of it. */
const MOST_KNOWN = 10_000;

export function knowCallers(): Callers {
  const known = new Map<string, { readonly endedAt?: number }>();
  const note = (credential: string, state: { readonly endedAt?: number }): void => {
    known.delete(credential);
    known.set(credential, state);
    const [oldest] = known.keys();
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  };
  return {
    standing: (credential, began) => {
      const state = credential === undefined ? undefined : known.get(credential);
      if (!state) return { credential, is: "unknown" };
      const { endedAt } = state;
      if (endedAt === undefined) return { credential, is: "good" };
      // What was on its way when the session ended may have come before.
      return { credential, is: began > endedAt ? "ended" : "unknown" };
    },
    accepted: (credential) => {
      // What was accepted while the session ended says nothing of it afterwards.
      if (known.get(credential)?.endedAt === undefined) note(credential, {});
    },
    ended: (credential, when) => note(credential, { endedAt: when }),
  };
}
