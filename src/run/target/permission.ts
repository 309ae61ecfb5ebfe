import type { Operations } from "../../model/operation.ts";
import type { DescribedTarget } from "../../model/service.ts";
import type { Secrets } from "../../wire/redact/secrets.ts";
import { type Authority, ForbiddenError, type WantedCall, whyForbidden } from "./authority.ts";
import { createSecretPlaces } from "./secret-places.ts";
import { createUnissued, NONE_KEPT, type Unissued } from "./unissued.ts";

/** What may be sent to a target, whoever asks. */
export interface Permission {
  /** Ids that this run made up. */
  readonly unissued: Unissued;
  /** Why calls were not sent that somebody asked for. */
  readonly forbidden: string[];
  /**
   * Sees that a call is permitted before it is built: `OpenTarget.callOf` asks it, and who builds a request
   * otherwise has to.
   *
   * @throws ForbiddenError where the safety of the target, its writable folder or a secret is against it
   */
  permit(wanted: WantedCall): void;
}

/** @returns also the secrets, which from now on tell what is issued */
export function createPermission(
  described: DescribedTarget & { readonly operations: Operations },
  kept: Secrets,
): Permission & { readonly secrets: Secrets } {
  const places = createSecretPlaces(described);
  const unissued = described.target.safety === "read-only" ? createUnissued() : NONE_KEPT;
  const authority: Authority = { ...described, unissued };
  const forbidden: string[] = [];
  return {
    unissued,
    forbidden,
    permit(wanted) {
      const why = whyForbidden(wanted, authority) ?? places.whyMisplaced(wanted);
      if (why === undefined) return;
      const told = kept.redact(why);
      forbidden.push(told);
      throw new ForbiddenError(told);
    },
    secrets: {
      ...kept,
      add: (value, label) => {
        kept.add(value, label);
        places.issued(value, label);
      },
    },
  };
}
