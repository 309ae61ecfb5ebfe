import { isMalformedGuid } from "../../generators/malformed-guid.ts";
import type { Credentials } from "../model/service.ts";

/** What is known of who made a call. */
export interface Standing {
  /** Undefined where the call has none. */
  readonly credential: string | undefined;
  /**
   * `good`: an earlier call with it was accepted. `ended`: its session was ended before the call was made.
   * `malformed`: it is none that such a server issues, a ticket that is no GUID.
   */
  readonly is: "good" | "ended" | "malformed" | "unknown";
  /** That it is good needs no call that is accepted afterwards. */
  readonly isCertain?: true;
}

/** Remembers of the tickets and keys in the traffic which are good. */
export interface Callers {
  standing(
    credential: string | undefined,
    began: number,
    of: Pick<Credentials, "unknown" | "login"> | undefined,
  ): Standing;
  accepted(credential: string): void;
  ended(credential: string, when: number): void;
}

/** What was seen longest ago is forgotten: then nothing is known of it. */
const MOST_KNOWN = 10_000;
/** What stands where Assay took out a secret: its form tells nothing. */
const LABEL = /^‹[^›]*›$/;

/**
 * @param isCertain what a ticket or key is that is good whatever is seen of it
 */
export function knowCallers(isCertain: (credential: string) => boolean): Callers {
  const known = new Map<string, { readonly endedAt?: number }>();
  const note = (credential: string, state: { readonly endedAt?: number }): void => {
    known.delete(credential);
    known.set(credential, state);
    const [oldest] = known.keys();
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  };
  return {
    standing: (credential, began, of) => {
      if (!credential) return { credential, is: "unknown" };
      if (isCertain(credential)) return { credential, is: "good", isCertain: true };
      const state = known.get(credential);
      if (!state) {
        // Only of a GUID the form tells that it was never issued.
        const isTold = of?.unknown === "guid" && of.login !== undefined && !LABEL.test(credential);
        const isMalformed = isTold && isMalformedGuid(credential, "letters");
        return { credential, is: isMalformed ? "malformed" : "unknown" };
      }
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
