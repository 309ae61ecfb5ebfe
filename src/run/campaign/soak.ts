import type { Soak } from "../../model/soak.ts";
import type { Vocabulary } from "../case/vocabulary.ts";
import type { OpenTarget } from "../target/open-target.ts";
import type { FuzzUnit } from "./fuzz.ts";
import { keepAndLook } from "./keep-and-look.ts";
import { createSoakWatch } from "./soak-watch.ts";

/** A soak has so many parts at least, and none of them is longer than some minutes. */
const PARTS = 24;
const LONGEST_PART_MS = 5 * 60_000;
/** So long before its end the last things are looked at, or so many times less than it takes. */
const LAST_MS = 30_000;
const LAST_PART = 5;

/**
 * Watches a campaign that keeps up its load: whether answers become slower, and whether what was made and
 * left alone is there later. Nothing is judged by it.
 *
 * @param options.timeMs how long the campaign has
 * @param options.over aborted when it ends
 * @returns what was seen, when the campaign has ended
 */
export function startSoak(options: {
  readonly open: OpenTarget;
  readonly units: readonly FuzzUnit[];
  readonly vocabulary: Vocabulary;
  readonly timeMs: number;
  readonly over: AbortSignal;
}): () => Promise<Soak> {
  const { open, units, vocabulary, timeMs } = options;
  const partMs = Math.max(1, Math.min(LONGEST_PART_MS, timeMs / PARTS));
  const begun = performance.now();
  const watch = createSoakWatch();
  open.timings.watch(watch.add);
  const timer = setInterval(watch.endOfPart, partMs);
  const ended = new AbortController();
  // What was made has to be removed before the time is up.
  const last = setTimeout(() => ended.abort(), timeMs - Math.min(LAST_MS, timeMs / LAST_PART));
  const over = AbortSignal.any([options.over, ended.signal]);
  const looking = keepAndLook({ open, units, vocabulary, partMs, over });
  // It is waited for in the end.
  looking.catch(() => undefined);
  return async () => {
    clearInterval(timer);
    clearTimeout(last);
    ended.abort();
    const looked = await looking;
    const durationMs = Math.round(performance.now() - begun);
    return { durationMs, slowed: watch.slowed(), ...looked };
  };
}
