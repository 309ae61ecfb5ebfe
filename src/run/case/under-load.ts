import type { Answer } from "../../judge/answer/answer.ts";
import { isServerError } from "../../judge/answer/is-server-error.ts";
import type { Load } from "./run-case.ts";
import { isKnownFailure, kindsOf } from "./signature.ts";
import type { CaseResult } from "./trace.ts";

/** Pairs of cases in flight together; the second of a pair has other contents, and is load alone. */
const PAIRS = 4;
const ROUNDS = 4;
/** So many, where it came once until then. */
const MOST_ROUNDS = 16;
/** Bodies of so many bytes may be under way: of large ones a pair is load enough. */
const MOST_BYTES = 8 * 1024 * 1024;
/** So many repetitions under load are judged, where bodies are small: at first, and where it came once in these. */
export const LOADED_TRIES = PAIRS * ROUNDS;
export const MOST_LOADED_TRIES = PAIRS * MOST_ROUNDS;
/** So many of them have to fail: what comes twice is no accident of the first time. */
const LOADED_NEEDED = 2;
/** Too many requests, and what servers answer that are overloaded: nothing is said by them. */
const BUSY: readonly number[] = [429, 502, 503, 504];

export interface UnderLoad {
  /** The case again, on fresh state. */
  readonly again: (index: number) => Promise<CaseResult>;
  /** The same as load for the others. */
  readonly beside: (index: number, load: Load) => Promise<CaseResult>;
  /** The limit of the run: a server that has a quota is asked for no more than it was all the time. */
  readonly concurrency: number;
  /** Whether a session that the case used is no longer good: it may have ended in the middle of it. */
  readonly sessionEnded: (result: CaseResult) => Promise<boolean>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Whether a case that failed among others and holds by itself fails under load again: a server that mixes up
 * what calls of two users share does so only while both call. The repetitions that failed as the first time,
 * where they are enough, else none; and of how many.
 */
export async function failedUnderLoad(
  first: CaseResult,
  { again, beside, concurrency, sessionEnded, signal }: UnderLoad,
): Promise<{ readonly failed: readonly CaseResult[]; readonly tries: number }> {
  if (saysNothingUnderLoad(first)) return { failed: [], tries: 0 };
  const room = Math.floor(MOST_BYTES / (1 + 2 * bytesSent(first)));
  const pairs = Math.max(1, Math.min(PAIRS, Math.floor(concurrency / 2), room));
  const kinds = kindsOf(first);
  const failed: CaseResult[] = [];
  let round = 0;
  const isEnough = (): boolean =>
    signal?.aborted === true || (round >= ROUNDS && (failed.length !== 1 || round >= MOST_ROUNDS));
  for (; !isEnough(); round++) {
    const from = round * 2 * pairs;
    const results = await Promise.all(
      Array.from({ length: 2 * pairs }, async (_, at) => {
        const index = -LOADED_TRIES - from - at;
        if (at % 2 === 0) return again(index);
        // What is mixed up are users in one server, and contents in another.
        await beside(index, round % 2 === 0 ? "users swapped" : "same users");
        return undefined;
      }),
    );
    for (const result of results) {
      if (result?.verdict !== "violated" || saysNothingUnderLoad(result)) continue;
      if (isKnownFailure(result, kinds) && !(await sessionEnded(result))) failed.push(result);
    }
  }
  return { failed: failed.length >= LOADED_NEEDED ? failed : [], tries: pairs * round };
}

function bytesSent({ trace }: CaseResult): number {
  return trace.reduce((sum, { sent }) => sum + (sent?.request.body?.length ?? 0), 0);
}

/** An answer of a server that is busy or has an error of its own, or none, shows no more than that. */
function saysNothingUnderLoad({ trace }: CaseResult): boolean {
  return trace.some(({ answer }) => !answer || isOfLoad(answer));
}

function isOfLoad(answer: Answer): boolean {
  return answer.kind === "none" || isServerError(answer) || BUSY.includes(answer.status);
}
