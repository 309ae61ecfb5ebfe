import type { Binding } from "../../../../model/binding.ts";
import type { Planned } from "../../../../properties/sequential/event.ts";
import { bindingOf } from "../../../../properties/sequential/over.ts";
import type { Course } from "../../../../properties/sequential/play.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import { hasSession, type Who } from "../handlers/caller.ts";
import { KnownHandlers } from "../handlers/known-handlers.ts";
import { pick } from "../handlers/named-handle.ts";
import type { Outcome } from "../handlers/outcome.ts";
import { DOCUMENT, type DownloadCall, type Part } from "./call.ts";
import type { DownloadCommand, Place } from "./command.ts";
import { CHUNK_SIZE } from "./make.ts";
import { type DownloadState, newDownload } from "./state.ts";

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
  readonly #handlers: KnownHandlers<DownloadState, DownloadCall>;
  readonly #unit: Pick<CaseState, "bindings">;
  readonly #document: Buffer;

  /** @param document the bytes of the document that is downloaded */
  constructor(
    course: Course<DownloadState, DownloadCall, Outcome>,
    unit: Pick<CaseState, "bindings">,
    document: Buffer,
  ) {
    this.#course = course;
    this.#handlers = new KnownHandlers(course, newDownload, "d0");
    this.#unit = unit;
    this.#document = document;
  }

  *calls(commands: readonly DownloadCommand[]): Calls {
    for (const command of commands) {
      yield* this.#callsOf({ ...command, over: bindingOf(command.over, this.#unit) });
      if (this.#handlers.isOver) return;
    }
    yield* this.#settle();
  }

  *#callsOf(command: DownloadCommand): Calls {
    switch (command.do) {
      case "stage":
        yield* this.#stage(command);
        return;
      case "read":
        yield* this.#read(command.place, pick(command.of, this.#handlers.names), command);
        return;
      case "delete":
        yield* this.#delete(pick(command.of, this.#handlers.names), command);
        return;
      case "log out":
        if (hasSession(this.#handlers.caller("owner"))) {
          yield { call: { call: "log out", as: "owner" }, over: command.over };
        }
        return;
      default:
        command satisfies never;
    }
  }

  *#stage({ how, as, over }: Extract<DownloadCommand, { do: "stage" }>): Calls {
    const of = this.#handlers.next;
    yield { call: { call: "stage", ...this.#handlers.caller(as), of, how }, over };
    if (this.#handlers.of(of).life === "open") this.#handlers.add(of);
  }

  *#read(place: Place, of: string, { as, over }: By): Calls {
    const part = this.#partOf(place, of);
    if (part) yield { call: { call: "read", ...this.#handlers.caller(as), of, part }, over };
  }

  *#delete(of: string, { as, over }: By): Calls {
    yield { call: { call: "delete", ...this.#handlers.caller(as), of }, over };
  }

  /**
   * Shows whether everything is as it is known: what is open gives its whole file and can be deleted, what
   * was deleted gives nothing any more, and the document is untouched.
   */
  *#settle(): Calls {
    const [over = "post"] = this.#unit.bindings;
    for (const handle of this.#handlers.names) {
      const isOpen = this.#handlers.is("open", handle);
      if (!isOpen && !this.#handlers.is("deleted", handle)) continue;
      const by = { as: this.#handlers.of(handle).creator, over };
      yield* this.#read("whole", handle, by);
      if (!isOpen) continue;
      yield* this.#delete(handle, by);
      yield* this.#read("whole", handle, by);
    }
    const { history, refusals } = this.#course;
    if (
      history.some(({ call, outcome }) => call.call === "delete" && outcome.kind === "accepted")
    ) {
      const as = this.#handlers.owner;
      yield { call: { call: "document", as, of: DOCUMENT }, over };
    }
    // Nothing had to be refused so far: a server that accepts everything would hold.
    if (refusals === 0) yield* this.#read("start", "never issued", { as: "owner", over });
  }

  /** Undefined for an end that nobody knows yet. */
  #partOf(place: Place, of: string): Part | undefined {
    const { file } = this.#handlers.of(of);
    const size = file === "document" ? this.#document.length : file.size;
    switch (place) {
      case "start":
        return { offset: 0, length: PART };
      case "middle":
        return { offset: PART, length: PART };
      case "end":
        if (size === undefined || !this.#handlers.names.includes(of)) return undefined;
        return { offset: size - PART, length: 2 * PART };
      case "whole":
        return { offset: 0, length: CHUNK_SIZE };
      default:
        return place satisfies never;
    }
  }
}
