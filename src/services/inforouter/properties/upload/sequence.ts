import type { Binding } from "../../../../model/binding.ts";
import type { Planned } from "../../../../properties/sequential/event.ts";
import { bindingOf } from "../../../../properties/sequential/over.ts";
import type { Course } from "../../../../properties/sequential/play.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import { hasSession, type Who } from "../handlers/caller.ts";
import { KnownHandlers } from "../handlers/known-handlers.ts";
import { pick } from "../handlers/named-handle.ts";
import type { Outcome } from "../handlers/outcome.ts";
import type { Finalizing, UploadCall } from "./call.ts";
import type { UploadCommand, WhichChunk } from "./command.ts";
import { CHUNK_SIZE } from "./make.ts";
import { newUpload, type UploadState } from "./state.ts";

/** How h0 is ended if it is still open after a sequence, with h2, h4 …; the others end the other way. */
export type AtLast = "finalize" | "delete";

/** The first call of every sequence. */
export const OPENING: Planned<UploadCall> = {
  call: { call: "create", as: "owner", of: "h0" },
  over: "post",
};

/** Larger chunks than this are not sent, whatever the server answers. */
const MAX_CHUNK_SIZE = 2 * CHUNK_SIZE;
/** What a last chunk has, in bytes. */
const LAST_BYTES = 100;

/** What a chunk of no handler is made by. */
const NO_HANDLE = { chunkSize: LAST_BYTES, chunks: 0 };

type Calls = Generator<Planned<UploadCall>, void, void>;

/** Somebody's call over a binding. */
interface By {
  readonly as: Who;
  readonly over: Planned<UploadCall>["over"];
}

/** The calls of a sequence, made of its commands one by one, as what is known then has it. */
export class UploadSequence {
  readonly #course: Course<UploadState, UploadCall, Outcome>;
  readonly #handlers: KnownHandlers<UploadState, UploadCall>;
  readonly #unit: Pick<CaseState, "bindings">;
  readonly #mostBytes: number;
  /** The handlers that became documents, in that order. */
  readonly #documents: string[] = [];
  #finalizes = 0;

  constructor(
    course: Course<UploadState, UploadCall, Outcome>,
    unit: Pick<CaseState, "bindings" | "open">,
  ) {
    this.#course = course;
    this.#handlers = new KnownHandlers(course, newUpload, "h0");
    this.#unit = unit;
    this.#mostBytes = Math.min(MAX_CHUNK_SIZE, unit.open.target.limits.maxUploadBytes);
  }

  *calls(commands: readonly UploadCommand[], atLast: AtLast): Calls {
    for (const command of commands) {
      yield* this.#callsOf(command);
      if (this.#handlers.isOver) return;
    }
    yield* this.#settle(atLast);
  }

  *#callsOf(wanted: UploadCommand): Calls {
    const command = { ...wanted, over: bindingOf(wanted.over, this.#unit) };
    switch (command.do) {
      case "create":
        // What CreateUploadHandler says to a bad ticket is judged by rules of its own.
        if (hasSession(this.#handlers.caller(command.as))) yield* this.#create(command);
        return;
      case "log out":
        if (hasSession(this.#handlers.caller("owner"))) {
          yield { call: { call: "log out", as: "owner" }, over: command.over };
        }
        return;
      case "chunk":
        yield* this.#chunk(command.which, pick(command.of, this.#handlers.names), command);
        return;
      case "finalize":
        yield* this.#finalize(command.by, pick(command.of, this.#handlers.names), command);
        return;
      case "delete":
        yield* this.#delete(pick(command.of, this.#handlers.names), command);
        return;
      default:
        command satisfies never;
    }
  }

  *#create({ as, over }: By): Calls {
    const of = this.#handlers.next;
    yield { call: { call: "create", ...this.#handlers.caller(as), of }, over };
    this.#handlers.add(of);
  }

  /** Sends the next chunk of a handler, whose bytes no other chunk of it has. */
  *#chunk(which: WhichChunk, of: string, { as, over }: By): Calls {
    const { chunkSize, chunks } = this.#handlers.names.includes(of)
      ? this.#handlers.of(of)
      : NO_HANDLE;
    const isLast = which === "last" || which === "wrong last";
    const isWrong = which === "wrong last" || which === "wrong whole";
    const size = isLast ? LAST_BYTES : chunkSize;
    if (!(size > 0 && size <= this.#mostBytes)) return;
    const bytes = { bytes: { size, seed: chunks + 1 } };
    const chunk = { bytes, last: isLast, ...(isWrong ? { wrong: true as const } : {}) };
    yield { call: { call: "chunk", ...this.#handlers.caller(as), of, chunk }, over };
  }

  /** Finalizes a handler where nothing is yet, and reads the document that comes of it. */
  *#finalize(by: Finalizing, of: string, { as, over }: By): Calls {
    const to = String(++this.#finalizes);
    yield { call: { call: "finalize", ...this.#handlers.caller(as), of, by, to }, over };
    const { document, content } = this.#handlers.of(of);
    if (document?.name !== to || !content) return;
    this.#documents.push(of);
    yield* this.#read(of, over);
  }

  *#read(of: string, over: By["over"]): Calls {
    const from = this.#handlers.of(of).document?.name;
    const as = this.#handlers.owner;
    if (from !== undefined) yield { call: { call: "download", as, of, from }, over };
  }

  *#delete(of: string, { as, over }: By): Calls {
    yield { call: { call: "delete", ...this.#handlers.caller(as), of }, over };
  }

  /**
   * Shows whether everything is as it is known: what is open becomes the document of exactly its chunks, or
   * can be deleted; what is gone takes nothing any more, also over another binding than the one that ended
   * it; documents stayed as they were.
   */
  *#settle(atLast: AtLast): Calls {
    const [first = "post"] = this.#unit.bindings;
    yield* this.#endAll(atLast, first);
    for (const handle of this.#handlers.names) yield* this.#lookAfter(handle, first);
    for (const handle of this.#documents) {
      const { touchedBy = [] } = this.#handlers.of(handle).document ?? {};
      if (touchedBy.length > 0) yield* this.#read(handle, first);
    }
    // Nothing had to be refused so far: a server that accepts everything would hold.
    if (this.#course.refusals > 0) return;
    yield* this.#chunk("last", "never issued", { as: "owner", over: first });
  }

  /** All that is open is seen to work before the first delete: no delete is to blame for what is not. */
  *#endAll(atLast: AtLast, over: Binding): Calls {
    const open = this.#handlers.names.flatMap((handle, index) => {
      const wanted = (atLast === "finalize") === (index % 2 === 0);
      const { creator } = this.#handlers.of(handle);
      // Only the owner is known to have the right to write into the folder.
      const isFinalized = wanted && creator === "owner";
      return this.#handlers.is("open", handle)
        ? [{ handle, by: { as: creator, over }, isFinalized }]
        : [];
    });
    const finalized = open.filter(({ isFinalized }) => isFinalized);
    const deleted = open.filter(({ isFinalized }) => !isFinalized);
    for (const { handle, by, isFinalized } of [...finalized, ...deleted]) {
      const { last, chunks } = this.#handlers.of(handle);
      // An answer to the delete alone would not tell whether the handler was still there.
      const needsChunk = last !== "taken" && (isFinalized || chunks === 0);
      if (needsChunk) yield* this.#chunk("last", handle, by);
      if (isFinalized) yield* this.#finalize("UploadDocumentWithHandler", handle, by);
    }
    for (const { handle, by } of deleted) yield* this.#delete(handle, by);
  }

  *#lookAfter(handle: string, over: Binding): Calls {
    const { creator: as } = this.#handlers.of(handle);
    if (this.#handlers.is("deleted", handle)) yield* this.#chunk("last", handle, { as, over });
    if (!this.#handlers.is("finalized", handle)) return;
    const other = this.#unit.bindings.find((one) => one !== this.#finalizedOver(handle)) ?? over;
    yield* this.#finalize("UploadDocumentWithHandler", handle, { as, over: other });
    yield* this.#chunk("last", handle, { as, over });
    yield* this.#delete(handle, { as, over });
    yield* this.#delete(handle, { as, over: other });
  }

  #finalizedOver(name: string): Planned<UploadCall>["over"] | undefined {
    return this.#course.history.find(
      ({ call, outcome }) =>
        call.call === "finalize" && call.of === name && outcome.kind === "accepted",
    )?.over;
  }
}
