import type { Course } from "../../../../properties/sequential/play.ts";
import type { AnyCall } from "../../../../properties/sequential/spec.ts";
import { type Caller, hasSession, type Who } from "./caller.ts";
import type { Handler } from "./handler.ts";
import type { Outcome } from "./outcome.ts";

/** What a sequence knows of its handlers and callers so far, by which it chooses its next calls. */
export class KnownHandlers<State extends Handler, Call extends AnyCall> {
  readonly #course: Course<State, Call, Outcome>;
  readonly #start: (name: string) => State;
  readonly #names: string[];

  /** @param first the name of the first handler: `h0` */
  constructor(course: Course<State, Call, Outcome>, start: (name: string) => State, first: string) {
    this.#course = course;
    this.#start = start;
    this.#names = [first];
  }

  /** Those that were issued, the first one first. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** The name of the handler that the next call may be answered. */
  get next(): string {
    return `${this.#names[0]?.[0]}${this.#names.length}`;
  }

  /** Keeps the name of one that a call was answered. */
  add(name: string): void {
    this.#names.push(name);
  }

  /** What is known of one, but for its life, which may be one of several. */
  of(name: string): State {
    return this.#course.known.get(name)?.[0] ?? this.#start(name);
  }

  /** Whether its life is this and cannot be another. */
  is(life: State["life"], name: string): boolean {
    return this.#course.known.get(name)?.every((state) => state.life === life) === true;
  }

  caller(as: Who): Caller {
    return as === "owner" && this.#logOut() ? { as, loggedOut: true } : { as };
  }

  /** A session of the owner that goes on. */
  get owner(): Who {
    return hasSession(this.caller("owner")) ? "owner" : "owner-again";
  }

  /** The end of the owner's session was refused: nobody knows whether it has ended, nor anything after it. */
  get isOver(): boolean {
    return this.#logOut()?.outcome.kind === "refused";
  }

  #logOut() {
    return this.#course.history.find(({ call }) => call.call === "log out");
  }
}
