import { beforeEach } from "vitest";
import { drawn, type Sample, SEED, WHOLE } from "./drawn.ts";

/** Failures that have told how to see them again. */
const told = new WeakSet<object>();

/** Whether all is tested, as `npm run test:all` does. */
export const isWhole = SEED === WHOLE;

/**
 * The cases of this day, in their order, where all of them would take minutes: the same in each process,
 * others the next day, at least one of each kind; all of them in `npm run test:all`. Called where a test
 * file is collected: a test of it that fails says how to draw the same cases again.
 */
export function sampled<T>(cases: readonly T[], sample: Sample<T>): readonly T[] {
  if (isWhole) return cases;
  tellWhenOneFails();
  return drawn(cases, sample, SEED);
}

/** One run in so many of a property. */
const RUNS_ONE_IN = 5;

/**
 * How many runs of a property are enough for a day, of those that `npm run test:all` makes: fast-check draws
 * other inputs each time, and says by which seed it drew what failed.
 */
export function fewer(runs: number): number {
  return isWhole ? runs : Math.ceil(runs / RUNS_ONE_IN);
}

function tellWhenOneFails(): void {
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(() => {
      if (told.has(task)) return;
      told.add(task);
      process.stderr.write(
        `"${task.name}" may be of a sample: ASSAY_SAMPLE=${SEED} draws it again, npm run test:all tests all\n`,
      );
    });
  });
}
