import type { Binding } from "../../../../model/binding.ts";
import type { Planned } from "../../../../properties/sequential/event.ts";
import { bindingOf } from "../../../../properties/sequential/over.ts";
import type { Course } from "../../../../properties/sequential/play.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import { type Caller, hasSession, type Who } from "../sequential/caller.ts";
import { pick } from "../sequential/named-handle.ts";
import type { Outcome } from "../sequential/outcome.ts";
import { DOCUMENT, type DownloadCall, type Part } from "./call.ts";
import type { DownloadCommand, Place } from "./command.ts";
import { CHUNK_SIZE } from "./make.ts";
import { type DownloadState, unissued } from "./state.ts";

/** The first call of every sequence. */
export const OPENING: Planned<DownloadCall> = {
  call: { call: "stage", as: "owner", of: "d0", how: "latest" },
  over: "post",
};

/** Bytes of a part; a zip of the document is larger than two of them. */
const PART = 50;

type Calls = Generator<Planned<DownloadCall>, void, void>;

/** Somebody's call over a binding. */
interface By {
  readonly as: Who;
  readonly over: Binding;
}

/** The calls of a sequence, made of its commands one by one, as what is known then has it. */
export class DownloadSequence {
  readonly #course: Course<DownloadState, DownloadCall, Outcome>;
  readonly #unit: Pick<CaseState, "bindings">;
  readonly #document: Buffer;
  readonly #handles: string[] = ["d0"];

  /** @param document the bytes of the document that is downloaded */
  constructor(
    course: Course<DownloadState, DownloadCall, Outcome>,
    unit: Pick<CaseState, "bindings">,
    document: Buffer,
  ) {
    this.#course = course;
    this.#unit = unit;
    this.#document = document;
  }

  *calls(commands: readonly DownloadCommand[]): Calls {
    for (const command of commands) {
      yield* this.#callsOf({ ...command, over: bindingOf(command.over, this.#unit) });
      if (this.#isOver()) return;
    }
    yield* this.#settle();
  }

  *#callsOf(command: DownloadCommand): Calls {
    switch (command.do) {
      case "stage":
        yield* this.#stage(command);
        return;
      case "read":
        yield* this.#read(command.place, pick(command.of, this.#handles), command);
        return;
      case "delete":
        yield* this.#delete(pick(command.of, this.#handles), command);
        return;
      case "log out":
        if (hasSession(this.#caller("owner"))) {
          yield { call: { call: "log out", as: "owner" }, over: command.over };
        }
        return;
      default:
        command satisfies never;
    }
  }

  *#stage({ how, as, over }: Extract<DownloadCommand, { do: "stage" }>): Calls {
    const of = `d${this.#handles.length}`;
    yield { call: { call: "stage", ...this.#caller(as), of, how }, over };
    if (this.#of(of).life === "open") this.#handles.push(of);
  }

  *#read(place: Place, of: string, { as, over }: By): Calls {
    const part = this.#partOf(place, of);
    if (part) yield { call: { call: "read", ...this.#caller(as), of, part }, over };
  }

  *#delete(of: string, { as, over }: By): Calls {
    yield { call: { call: "delete", ...this.#caller(as), of }, over };
  }

  /**
   * Shows whether everything is as it is known: what is open gives its whole file and can be deleted, what
   * was deleted gives nothing any more, and the document is untouched.
   */
  *#settle(): Calls {
    const [over = "post"] = this.#unit.bindings;
    for (const handle of this.#handles) {
      const isOpen = this.#is("open", handle);
      if (!isOpen && !this.#is("deleted", handle)) continue;
      const by = { as: this.#of(handle).creator, over };
      yield* this.#read("whole", handle, by);
      if (!isOpen) continue;
      yield* this.#delete(handle, by);
      yield* this.#read("whole", handle, by);
    }
    const { history, refusals } = this.#course;
    if (
      history.some(({ call, outcome }) => call.call === "delete" && outcome.kind === "accepted")
    ) {
      const as = hasSession(this.#caller("owner")) ? "owner" : "owner-again";
      yield { call: { call: "document", as, of: DOCUMENT }, over };
    }
    // Nothing had to be refused so far: a server that accepts everything would hold.
    if (refusals === 0) yield* this.#read("start", "never issued", { as: "owner", over });
  }

  /** Undefined for an end that nobody knows yet. */
  #partOf(place: Place, of: string): Part | undefined {
    const { file } = this.#of(of);
    const size = file === "document" ? this.#document.length : file.size;
    switch (place) {
      case "start":
        return { offset: 0, length: PART };
      case "middle":
        return { offset: PART, length: PART };
      case "end":
        if (size === undefined || !this.#handles.includes(of)) return undefined;
        return { offset: size - PART, length: 2 * PART };
      case "whole":
        return { offset: 0, length: CHUNK_SIZE };
      default:
        return place satisfies never;
    }
  }

  /** What is known of a handler, but for its life, which may be one of several. */
  #of(name: string): DownloadState {
    return this.#course.known.get(name)?.[0] ?? unissued(name);
  }

  /** Whether its life is this and cannot be another. */
  #is(life: DownloadState["life"], name: string): boolean {
    return this.#course.known.get(name)?.every((state) => state.life === life) === true;
  }

  #caller(as: Who): Caller {
    const hasEnded = this.#course.history.some(({ call }) => call.call === "log out");
    return as === "owner" && hasEnded ? { as, loggedOut: true } : { as };
  }

  /** The end of the session was refused: nobody knows whether it has ended. */
  #isOver(): boolean {
    const { call, outcome } = this.#course.history.at(-1) ?? {};
    return call?.call === "log out" && outcome?.kind === "refused";
  }
}
