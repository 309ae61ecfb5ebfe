import type { Arguments } from "../inforouter/call.ts";
import type { Parameter } from "../inforouter/operation.ts";
import type { InfoRouterState } from "../inforouter/state.ts";

/** A parameter of a call, and what else there is. */
export interface Given {
  readonly operation: string;
  readonly parameter: Parameter;
  readonly others: Arguments;
  readonly state: InfoRouterState;
}

/** What a reader makes of a text. */
export type Misread = (text: string, given: Given) => string;
