import type { CaseState } from "../../../../run/case/case-state.ts";
import { TUS } from "../../name.ts";

/** Which kinds of uploads a server announces. */
export interface Offered {
  /** Their length may be told later. */
  readonly deferred: boolean;
  /** Bytes may come with their creation. */
  readonly bodies: boolean;
  readonly parts: boolean;
}

/** Where a server was not asked none: what it does not announce is not asked of it. */
export function offeredBy({ open }: Pick<CaseState, "open">): Offered {
  const { announced = [] } = open.target.services[TUS]?.operations ?? {};
  return {
    deferred: announced.includes("creation-defer-length"),
    bodies: announced.includes("creation-with-upload"),
    parts: announced.includes("concatenation"),
  };
}
