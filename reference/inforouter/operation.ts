import type { Declared } from "../dialect/framework.ts";
import type { FaultName, Faults } from "../faults.ts";
import type { Answer } from "./answer.ts";
import type { InfoRouterBinding } from "./binding.ts";
import type { Call } from "./call.ts";
import type { InfoRouterState } from "./state.ts";

/** A row of a document's parameter table; the spelling counts in SOAP. */
export interface Parameter extends Declared {
  /** How the vendor's WSDL spells it, where that differs. */
  readonly wsdl?: string;
}

/** Faults that every operation can have in the same way, by the fault's name for this operation. */
interface CommonSwitches<F extends FaultName> {
  readonly get?: F;
  readonly post?: F;
  readonly soap11?: F;
  readonly omitsErrorAttribute?: F;
  readonly omitsErrorText?: F;
  readonly ignoresTicket?: F;
  readonly swapsTicketErrors?: F;
  readonly refusesSecondUser?: F;
  readonly ignoresTicketInSoap?: F;
  /** Lets calls through that lack a parameter. */
  readonly acceptsMissing?: F;
  /** Lets calls through whose values are of another type. */
  readonly readsAnyText?: F;
}

/** One operation of the service; `F` are the faults that its code asks for. */
export interface Operation<F extends FaultName = FaultName> {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Absent: every binding. */
  readonly bindings?: readonly InfoRouterBinding[];
  /** Whether it only reads, which may need no ticket. */
  readonly reads?: true;
  /** Whether a success is a document by itself. */
  readonly givesDocument?: true;
  /** Only looks at a ticket: it lives no longer for it (AUT-06). */
  readonly passive?: boolean;
  /** A ticket that is no good is 901 here, whatever is wrong with it (AUT-07). */
  readonly refusesWith901?: boolean;
  readonly switches?: CommonSwitches<F>;
  /** Answers, or throws a `Refusal`. */
  readonly run: (call: Call, state: InfoRouterState, faults: Faults<F>) => Answer | Promise<Answer>;
}

/** The faults that an operation asks for. */
export type FaultsOf<O> = O extends Operation<infer F> ? F : never;
