import type { Planned } from "../../../../properties/sequential/event.ts";
import type { Course } from "../../../../properties/sequential/play.ts";
import type { UploadCall } from "./call.ts";
import type { UploadCommand } from "./command.ts";
import { type Outcome, offsetOf, type UploadState } from "./spec.ts";

/** Bytes of an upload: a few PATCH requests fill it. */
const LENGTH = 100;

/** The first call of every sequence. */
export const OPENING = planned({ call: "create", of: "u0", length: LENGTH });

/**
 * The calls of a sequence. In the end each upload is looked at, a PATCH goes astray where nothing had to be
 * refused so far, and each is filled and read.
 */
export function* callsOf(
  commands: readonly UploadCommand[],
  course: Course<UploadState, UploadCall, Outcome>,
): Generator<Planned<UploadCall>, void, void> {
  const names = ["u0"];
  let seed = 0;
  const stateOf = (of: string): UploadState | undefined => course.known.get(of)?.[0];
  const patch = (of: string, beside: number, size: number): Planned<UploadCall> | undefined => {
    const state = stateOf(of);
    if (!state) return undefined;
    const offset = offsetOf(state) + beside;
    // What a server makes of more bytes than are left, or of none, is said nowhere.
    const left = beside === 0 ? state.length - offset : LENGTH;
    const most = Math.min(size, left);
    if (offset < 0 || (most < 1 && state.life === "there")) return undefined;
    return planned({ call: "patch", of, offset, part: { size: Math.max(1, most), seed: ++seed } });
  };
  for (const command of commands) {
    if (command.do === "create") {
      const of = `u${names.length}`;
      yield planned({ call: "create", of, length: LENGTH });
      names.push(of);
      continue;
    }
    const of = names[command.of % names.length] ?? "u0";
    const next =
      command.do === "patch"
        ? patch(of, command.beside, command.size)
        : planned({ call: command.do, of });
    if (next) yield next;
  }
  for (const of of names) yield planned({ call: "head", of });
  if (course.refusals === 0) {
    const astray = patch("u0", 1, 1);
    if (astray) yield astray;
  }
  for (const of of names) {
    if (stateOf(of)?.life !== "there") continue;
    const rest = patch(of, 0, LENGTH);
    if (rest) yield rest;
    yield planned({ call: "read", of });
  }
}

function planned(call: UploadCall): Planned<UploadCall> {
  return { call, over: "rest" };
}
