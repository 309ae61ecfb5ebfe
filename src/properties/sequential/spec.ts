import type { BytesApart } from "../../judge/answer/tell-difference.ts";

/** A call as a specification sees it: concrete, whatever a plan left open. */
export interface AnyCall {
  /** What is called: `chunk`. */
  readonly call: string;
  /** The resource that it names: `h0`. */
  readonly of?: string;
}

/** What a call came to, as far as the documents tell answers apart. A service adds what else it tells. */
export interface AnyOutcome {
  /**
   * `accepted`: it did what it is for; `again`: it shall be made again; `present` and `absent`: what a look
   * behind the server found; `unreadable`: neither of the documented answers.
   */
  readonly kind: "accepted" | "refused" | "again" | "unreadable" | "present" | "absent";
  /** What it read. */
  readonly bytes?: Buffer;
}

/**
 * What the documents say of one kind of resource on a server, an upload say, when its calls are made one
 * after the other: a state machine that knows what each answer may be, and what it tells.
 *
 * It is pure, and the only place where a service's order of calls is written down: sequences follow it call
 * by call, and of calls in flight together some order must be one that it explains.
 */
export interface SequentialSpec<State, Call extends AnyCall, Outcome extends AnyOutcome> {
  /** The state of a resource before any call, by the name that calls give it. */
  readonly start: (name: string) => State;
  /**
   * The states that one of a resource can have become when a call came to this, or what forbids it. Every
   * call is shown to every resource; one that names another mostly leaves it as it is.
   *
   * @param state plain data: two states are one where their JSON is
   * @param alone no other call was in flight with this one
   */
  readonly step: (state: State, call: Call, outcome: Outcome, alone: boolean) => Step<State>;
  /**
   * What a resource may answer depends on no call that names another one: then a history is judged resource
   * by resource, and may be long. What such calls say of suspicions is left out there. A call that names
   * none is one of every resource.
   */
  readonly apart?: true;
}

export type Step<State> = Explained<State> | Forbidden;

export interface Explained<State> {
  /** One, or several where the documents are silent: the likeliest first. */
  readonly states: readonly State[];
  /** The statements that it shows to be kept; none where the documents allow whatever came. */
  readonly shows: readonly string[];
}

/** Why a call cannot have come to what it came to. */
export interface Forbidden {
  /** The statements that a server which answers so breaks for certain. */
  readonly forbids: readonly string[];
  /** Statements that may be broken instead. */
  readonly orElse?: readonly string[];
  /** What is right: `accepted, because h0 is open`. */
  readonly expected: string;
  /** What came, in the words of a report. */
  readonly actual: string;
  /** Of wrong bytes: what stands where they begin to be wrong. */
  readonly bytes?: BytesApart;
  /** The same without names and values, which tells one failure from another: `a deleted handler to be refused`. */
  readonly kind: { readonly expected: string; readonly got: string };
}

/** A step that the documents allow. */
export function explained<State>(
  states: readonly State[],
  shows: readonly string[] = [],
): Explained<State> {
  return { states, shows };
}

export function isForbidden<Other>(step: Other | Forbidden): step is Forbidden {
  return typeof step === "object" && step !== null && "forbids" in step;
}
