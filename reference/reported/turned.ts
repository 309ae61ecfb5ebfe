import type { Answer } from "../inforouter/answer.ts";
import type { Call } from "../inforouter/call.ts";
import type { InfoRouterState } from "../inforouter/state.ts";

/** A call, and what it is to be. */
export interface Made {
  readonly operation: string;
  readonly call: Call;
  readonly state: InfoRouterState;
}

/** Runs the operation, for a call that may be another than the one that came. */
export type Run = (call: Call) => Promise<Answer>;

/** What becomes of a call, given how it runs otherwise. */
export type Turned = (made: Made, run: Run) => Promise<Answer>;
