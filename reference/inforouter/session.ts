import type { User } from "./users.ts";

/** Who calls. */
export interface Session {
  readonly user: User;
  /** In form D and lower case; undefined when only a fault lets the call through. */
  readonly ticket: string | undefined;
}
