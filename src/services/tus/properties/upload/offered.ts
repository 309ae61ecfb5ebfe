import type { CaseState } from "../../../../run/case/case-state.ts";
import { firstLacking } from "../../../../run/target/applicability.ts";
import { TUS } from "../../name.ts";

/** Which kinds of uploads a server announces. */
export interface Offered {
  /** Their length may be told later. */
  readonly deferred: boolean;
  /** Bytes may come with their creation. */
  readonly bodies: boolean;
  readonly parts: boolean;
}

/** As rules that need an extension have it: all count as there until the server was asked. */
export function offeredBy({ open }: Pick<CaseState, "open">): Offered {
  const isThere = (extension: string): boolean =>
    firstLacking([extension], TUS, open) === undefined;
  return {
    deferred: isThere("creation-defer-length"),
    bodies: isThere("creation-with-upload"),
    parts: isThere("concatenation"),
  };
}
