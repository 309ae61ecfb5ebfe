import { wrongBytes } from "../../../../judge/answer/tell-difference.ts";
import {
  type AnyOutcome,
  explained,
  type Forbidden,
  type SequentialSpec,
  type Step,
} from "../../../../properties/sequential/spec.ts";
import { payloadOf } from "../../../../wire/encode/bytes.ts";
import type { Part, UploadCall } from "./call.ts";

type Patch = Extract<UploadCall, { call: "patch" }>;

/** An upload as the protocol knows it. */
export interface UploadState {
  /** The name that steps know its URL by: `u0`. */
  readonly name: string;
  readonly life: "never created" | "there" | "deleted";
  readonly length: number;
  /** The parts that it holds, one behind the other. */
  readonly parts: readonly Part[];
  /** A PATCH at another offset was 409, which changes nothing (TUS-30). */
  readonly strayed?: true;
  /** A PATCH that was refused while others were in flight may have left bytes behind all the same. */
  readonly loose?: Part;
}

/** What an answer comes to. */
export interface Outcome extends AnyOutcome {
  /** The HTTP status. */
  readonly status: number;
  /** Upload-Offset, where it is a number. */
  readonly offset?: number;
  /** Upload-Length, where it is a number. */
  readonly length?: number;
  /** The answer in the words of a report, and in those that tell failures apart. */
  readonly words: string;
  readonly brief: string;
}

/**
 * The state machine of an upload. Its offset is the number of bytes that it holds:
 *
 * ```text
 *                  create    PATCH at the offset      PATCH elsewhere   HEAD            DELETE
 *   never created  → there
 *   there                    2xx, holds more          409 (TUS-29,      its offset      204 (TUS-117)
 *                            (TUS-01, TUS-35)         TUS-30)           (TUS-19)        → deleted
 *   deleted                  404, 410 (TUS-118)       404, 410          404, 410        404, 410
 * ```
 *
 * A server may keep fewer bytes than came, and say so (TUS-35). What is in flight together with others may be
 * refused for that alone, and then HEAD says what was kept.
 */
export const uploadSpec: SequentialSpec<UploadState, UploadCall, Outcome> = {
  start: (name) => ({ name, life: "never created", length: 0, parts: [] }),
  apart: true,
  step: (state, call, outcome, alone) => {
    if (call.of !== state.name) return explained([state]);
    if (call.call === "create") {
      if (outcome.kind !== "accepted") return explained([state]);
      return explained([{ ...state, life: "there", length: call.length }]);
    }
    if (state.life === "deleted") return afterwards(state, call, outcome);
    switch (call.call) {
      case "patch":
        return patchStep(state, call, outcome, alone);
      case "head":
        return headStep(state, outcome, alone);
      case "delete":
        return deleteStep(state, outcome, alone);
      case "read":
        return readStep(state, outcome);
      default:
        return call satisfies never;
    }
  },
};

/** How many bytes an upload holds. */
export function offsetOf({ parts }: Pick<UploadState, "parts">): number {
  return parts.reduce((sum, { size }) => sum + size, 0);
}

function patchStep(
  state: UploadState,
  { offset, part }: Patch,
  outcome: Outcome,
  alone: boolean,
): Step<UploadState> {
  const { name, loose, ...rest } = state;
  const before = offsetOf(state);
  if (outcome.kind !== "accepted") {
    // Where bytes may have been left behind, what is the right offset only HEAD can say.
    if (loose && !alone) return explained([state]);
    if (offset !== before) {
      // Whether it is refused for its offset or because another call is in flight is the server's affair.
      if (outcome.status === CONFLICT) return explained([{ ...state, strayed: true }], ["TUS-29"]);
      if (!alone || loose) return explained([state]);
      return forbidden(["TUS-29"], `HTTP 409, because ${name} is at ${before}`, outcome, {
        expected: "a PATCH at another offset to be 409",
      });
    }
    if (!alone) {
      // 409 changes nothing (TUS-30); of any other refusal no sentence says so.
      const left = outcome.status === CONFLICT ? [] : [{ ...state, loose: part }];
      return explained([state, ...left]);
    }
    return forbidden(["TUS-01"], `2xx, because ${name} is at ${before}`, outcome, {
      expected: "a PATCH at the offset to be taken",
    });
  }
  const starts = loose ? [before, ...offsetsOf(before, loose)] : [before];
  if (!starts.includes(offset)) {
    // That it was taken says nothing of the upload; an offset that moved on does.
    const moved = outcome.offset !== undefined && outcome.offset !== before;
    return forbidden(
      ["TUS-29", ...(moved ? ["TUS-30"] : [])],
      `HTTP 409, because ${name} is at ${before}`,
      outcome,
      {
        expected: "a PATCH at another offset to be 409",
      },
    );
  }
  const kept = (outcome.offset ?? offset + part.size) - offset;
  if (kept < 0 || kept > part.size) {
    const wanted = `Upload-Offset ${offset + part.size}`;
    return forbidden(["TUS-35"], `${wanted}, because ${name} was at ${offset}`, outcome, {
      expected: "the new offset to be the old one and the bytes that came",
    });
  }
  const parts = [...withLoose(state, offset), ...(kept > 0 ? [keptOf(part, kept)] : [])];
  return explained([{ ...rest, name, parts }], ["TUS-01", "TUS-35"]);
}

function headStep(state: UploadState, outcome: Outcome, alone: boolean): Step<UploadState> {
  const { name, length, loose, ...rest } = state;
  const offset = offsetOf(state);
  const possible = loose ? [offset, ...offsetsOf(offset, loose)] : [offset];
  const isBusy = !alone && outcome.kind === "refused" && !GONE.includes(outcome.status);
  if (isBusy) return explained([state]);
  if (outcome.kind !== "accepted" || outcome.offset === undefined) {
    return forbidden(["TUS-19"], `Upload-Offset ${offset}`, outcome, {
      expected: "HEAD of an upload to tell its offset",
    });
  }
  if (!possible.includes(outcome.offset)) {
    // More than the PATCH that were taken brought may be of one that was 409.
    const breaks = outcome.offset > offset && state.strayed ? ["TUS-30", "TUS-35"] : ["TUS-35"];
    const bytes = state.parts.map(({ size }) => size).join(" + ") || "0";
    return forbidden(
      breaks,
      `Upload-Offset ${offset}, because ${name} got ${bytes} bytes`,
      outcome,
      {
        expected: "HEAD to tell what PATCH was told",
      },
    );
  }
  const shows = loose ? [] : ["TUS-19", "TUS-35"];
  return explained([{ ...rest, name, length, parts: withLoose(state, outcome.offset) }], shows);
}

function deleteStep(state: UploadState, outcome: Outcome, alone: boolean): Step<UploadState> {
  if (outcome.kind === "accepted") {
    return explained([{ ...state, life: "deleted" }], outcome.status === 204 ? ["TUS-117"] : []);
  }
  if (!alone) return explained([state]);
  return forbidden(["TUS-117"], `HTTP 204, because ${state.name} is there`, outcome, {
    expected: "DELETE of an upload to be 204",
  });
}

/** What is stored of an unfinished upload no sentence says: its bytes may lie elsewhere, and others behind them. */
function readStep(state: UploadState, { bytes }: Outcome): Step<UploadState> {
  if (!bytes || state.loose) return explained([state]);
  const parts = state.parts.map(({ size, seed, of = size }) =>
    payloadOf({ bytes: { size: of, seed } }).bytes.subarray(0, size),
  );
  const wanted = Buffer.concat(parts);
  const isComplete = wanted.length === state.length;
  if (!isComplete && bytes.length < wanted.length) return explained([state]);
  const seen = isComplete ? bytes : bytes.subarray(0, wanted.length);
  if (seen.equals(wanted)) return explained([state], isComplete ? ["TUS-01"] : []);
  const sizes = state.parts.map(({ size, seed }) => `${size} (seed ${seed})`).join(", ") || "no";
  const actual = { words: `${bytes.length} other bytes`, brief: "other bytes" };
  const apart = wrongBytes("", wanted, seen).bytes;
  return {
    ...forbidden(["TUS-01"], `the bytes that ${state.name} was sent: ${sizes}`, actual, {
      expected: "an upload to hold the bytes of the PATCH requests that succeeded",
    }),
    ...(apart && { bytes: apart }),
  };
}

function afterwards(state: UploadState, call: UploadCall, outcome: Outcome): Step<UploadState> {
  // A file may be there a while longer.
  if (call.call === "read" || GONE.includes(outcome.status)) {
    return explained([state], call.call === "read" ? [] : ["TUS-118"]);
  }
  return forbidden(["TUS-118"], `HTTP 404 or 410, because ${state.name} was deleted`, outcome, {
    expected: `${call.call.toUpperCase()} of a deleted upload to be 404 or 410`,
  });
}

const CONFLICT = 409;
const GONE: readonly number[] = [404, 410];

/** The beginning of a part: fewer bytes of another payload would be others. */
function keptOf(part: Part, size: number): Part {
  return size === part.size ? part : { ...part, size, of: part.of ?? part.size };
}

/** Where an upload may be that kept a part of a refused PATCH. */
function offsetsOf(before: number, { size }: Part): readonly number[] {
  return Array.from({ length: size }, (_, index) => before + index + 1);
}

/** The parts of an upload that turned out to be at an offset. */
function withLoose(state: UploadState, offset: number): readonly Part[] {
  const kept = offset - offsetOf(state);
  const { parts, loose } = state;
  return loose && kept > 0 ? [...parts, keptOf(loose, kept)] : parts;
}

function forbidden(
  forbids: readonly string[],
  expected: string,
  { words, brief }: Pick<Outcome, "words" | "brief">,
  kind: { readonly expected: string },
): Forbidden {
  return { forbids, expected, actual: words, kind: { ...kind, got: brief } };
}
