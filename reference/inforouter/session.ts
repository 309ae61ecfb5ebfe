import type { User } from "./users.ts";

/** Who calls. */
export interface Session {
  readonly user: User;
  /** In form D and lower case; undefined when the call needs none, or a fault lets it through. */
  readonly ticket: string | undefined;
}
