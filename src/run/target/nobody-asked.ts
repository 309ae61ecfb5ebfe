import type { ServiceName } from "../../model/target.ts";
import { NotDeclaredError, type Sessions } from "./sessions.ts";

/** The sessions of a service that asks nobody who calls: no call carries a token, and all are one user's. */
export function nobodyAsked(name: ServiceName): Sessions {
  const none = (): never => {
    throw new NotDeclaredError(`${name} asks nobody who calls: there is one user, and no session`);
  };
  return {
    async ticket(principal) {
      if (typeof principal === "object") return principal.literal;
      return principal === "stranger" || principal === "ended" ? none() : undefined;
    },
    own: async () => none(),
    isOurs: () => false,
    instead: async () => none(),
    close: async () => undefined,
  };
}
