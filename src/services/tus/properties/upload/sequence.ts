import type { Planned } from "../../../../properties/sequential/event.ts";
import type { Course } from "../../../../properties/sequential/play.ts";
import type { CreateCall, PatchCall, UploadCall } from "./call.ts";
import { type CreateCommand, LENGTH, type UploadCommand } from "./command.ts";
import type { Offered } from "./offered.ts";
import { isComplete, type Outcome, offsetOf, type UploadState } from "./state.ts";

/** The first call of every sequence. */
export const OPENING = planned({ call: "create", of: "u0", length: LENGTH });

type UploadCourse = Course<UploadState, UploadCall, Outcome>;
type Plans = Generator<Planned<UploadCall>, void, void>;

/**
 * The calls of a sequence. In the end each upload is looked at, a PATCH goes astray where nothing had to be
 * refused so far, each is told its length and filled, all are read, and complete parts are joined.
 *
 * @param offered which kinds of uploads the server makes; those of others are left out
 */
export function* callsOf(
  commands: readonly UploadCommand[],
  course: UploadCourse,
  offered: Offered,
): Plans {
  const uploads = new Uploads(course, offered);
  for (const command of commands) {
    switch (command.do) {
      case "create":
        yield uploads.create(command);
        break;
      case "patch": {
        const { beside, size, tells = false } = command;
        yield* uploads.patch(uploads.at(command.of), { beside, size, tells });
        break;
      }
      default:
        yield* uploads.call(command.do, uploads.at(command.of));
    }
  }
  for (const of of uploads.names) yield* uploads.call("head", of);
  if (course.refusals === 0) yield* uploads.patch("u0", { beside: 1, size: 1 });
  for (const of of uploads.names) yield* uploads.complete(of);
  // Not before: what fills one may spoil another.
  for (const of of uploads.names) yield* uploads.look(of);
  yield* uploads.join();
}

interface PatchPlan {
  readonly beside?: number;
  readonly size: number;
  readonly tells?: boolean;
}

/** The uploads of a sequence, and what each shall become. */
class Uploads {
  readonly names: string[] = ["u0"];
  readonly #course: UploadCourse;
  readonly #offered: Offered;
  readonly #commands = new Map<string, Pick<CreateCommand, "length" | "tells">>();
  #seed = 0;

  constructor(course: UploadCourse, offered: Offered) {
    this.#course = course;
    this.#offered = offered;
    this.#commands.set("u0", { length: LENGTH });
  }

  at(index: number): string {
    return this.names[index % this.names.length] ?? "u0";
  }

  create(command: CreateCommand): Planned<UploadCall> {
    const of = `u${this.names.length}`;
    this.names.push(of);
    this.#commands.set(of, command);
    const { length, tells = "at once", body = "none" } = command;
    const isTold = tells === "at once" || !this.#offered.deferred;
    const size = body === "none" || !this.#offered.bodies ? 0 : body === "all" ? length : 1;
    const call: CreateCall = {
      call: "create",
      of,
      ...(isTold && { length }),
      ...(length > 0 && size > 0 && { part: { size, seed: ++this.#seed } }),
      ...(command.partial && this.#offered.parts && { partial: true }),
    };
    const isPlain = call.length === LENGTH && !call.part && !call.partial;
    return planned(isPlain ? call : { ...call, isOptional: true });
  }

  /** Of an upload that is there, or was deleted. */
  *call(call: "head" | "delete" | "read", of: string): Plans {
    const life = this.#stateOf(of)?.life;
    if (life === "there" || life === "deleted") yield planned({ call, of });
  }

  /** What a server makes of more bytes than are left is said nowhere. */
  *patch(of: string, { beside = 0, size, tells = false }: PatchPlan): Plans {
    const state = this.#stateOf(of);
    if (state?.life !== "there" && state?.life !== "deleted") return;
    const { length } = this.#commands.get(of) ?? { length: LENGTH };
    const offset = offsetOf(state) + beside;
    if (offset < 0) return;
    const most = Math.min(size, Math.max(0, length - offset));
    const isEmpty = most === 0 && beside === 0 && state.life === "there";
    const call: PatchCall = {
      call: "patch",
      of,
      offset,
      part: isEmpty ? { size: 0, seed: 0 } : { size: Math.max(1, most), seed: ++this.#seed },
    };
    const isTold = tells && beside === 0 && this.#isDeferred(of);
    yield planned(isTold ? { ...call, length } : call);
    // One that was refused may have been heard all the same.
    if (isTold && isEmpty) yield* this.call("head", of);
  }

  /** Sends what an upload lacks. */
  *complete(of: string): Plans {
    if (this.#stateOf(of)?.life !== "there") return;
    const { tells } = this.#commands.get(of) ?? {};
    if (tells === "before" && this.#isDeferred(of)) {
      yield* this.patch(of, { size: 0, tells: true });
    }
    if (!this.#isFull(of)) yield* this.patch(of, { size: LENGTH, tells: tells !== "after" });
    if (this.#isDeferred(of)) yield* this.patch(of, { size: 0, tells: true });
    // Some clients send until they read nothing more; others look at once.
    const sendsOn = this.names.indexOf(of) % 2 === 0;
    if (sendsOn && this.#isFull(of)) yield* this.patch(of, { size: 0 });
  }

  *look(of: string): Plans {
    if (this.#stateOf(of)?.life !== "there") return;
    yield* this.call("head", of);
    yield* this.call("read", of);
  }

  /** Makes one upload of all parts that are complete. */
  *join(): Plans {
    const states = this.names.flatMap((of) => this.#stateOf(of) ?? []);
    const whole = states.filter((state) => state.kind === "partial" && isComplete(state));
    if (whole.length === 0) return;
    const of = `u${this.names.length}`;
    const from = whole.map(({ name }) => name);
    yield planned({ call: "join", of, from, parts: whole.flatMap(({ parts }) => parts) });
    yield* this.look(of);
  }

  #stateOf(of: string): UploadState | undefined {
    return this.#course.known.get(of)?.[0];
  }

  #isDeferred(of: string): boolean {
    const state = this.#stateOf(of);
    return state !== undefined && state.length === undefined;
  }

  #isFull(of: string): boolean {
    const state = this.#stateOf(of);
    return state !== undefined && offsetOf(state) === this.#commands.get(of)?.length;
  }
}

function planned(call: UploadCall): Planned<UploadCall> {
  return { call, over: "rest" };
}
