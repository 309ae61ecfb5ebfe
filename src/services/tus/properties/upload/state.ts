import type { AnyOutcome, Forbidden } from "../../../../properties/sequential/spec.ts";
import type { Part } from "./call.ts";

/** An upload as the protocol knows it. */
export interface UploadState {
  /** The name that steps know its URL by: `u0`. */
  readonly name: string;
  /** `joined`: a final upload was made of it, and the server may have deleted it since (TUS-131). */
  readonly life: "never created" | "there" | "joined" | "deleted";
  /** Absent as long as it is deferred. */
  readonly length?: number;
  /** What it is to concatenation. */
  readonly kind?: "partial" | "final";
  /** The parts that it holds, one behind the other. */
  readonly parts: readonly Part[];
  /** All of them came with the creation. */
  readonly isOfCreation?: true;
  /** Of a final upload: HEAD told that it is put together. */
  readonly isSettled?: true;
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
  /** Upload-Defer-Length, whatever it is. */
  readonly deferred?: string;
  /** The answer in the words of a report, and in those that tell failures apart. */
  readonly words: string;
  readonly brief: string;
}

export const CONFLICT = 409;
export const GONE: readonly number[] = [404, 410];

/** How many bytes an upload holds. */
export function offsetOf({ parts }: Pick<UploadState, "parts">): number {
  return parts.reduce((sum, { size }) => sum + size, 0);
}

/** Whether nothing is left to send. */
export function isComplete(state: UploadState): boolean {
  return state.life === "there" && offsetOf(state) === state.length;
}

/** The beginning of a part: fewer bytes of another payload would be others. */
export function keptOf(part: Part, size: number): Part {
  return size === part.size ? part : { ...part, size, of: part.of ?? part.size };
}

/** Where an upload may be that kept a part of a refused PATCH. */
export function offsetsOf(before: number, { size }: Part): readonly number[] {
  return Array.from({ length: size }, (_, index) => before + index + 1);
}

/** The parts of an upload that turned out to be at an offset. */
export function withLoose(state: UploadState, offset: number): readonly Part[] {
  const kept = offset - offsetOf(state);
  const { parts, loose } = state;
  return loose && kept > 0 ? [...parts, keptOf(loose, kept)] : parts;
}

export function forbidden(
  forbids: readonly string[],
  expected: string,
  { words, brief }: Pick<Outcome, "words" | "brief">,
  kind: { readonly expected: string },
): Forbidden {
  return { forbids, expected, actual: words, kind: { ...kind, got: brief } };
}
