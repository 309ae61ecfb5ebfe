import { createHash } from "node:crypto";
import { beforeEach } from "vitest";

/** The value of `ASSAY_SAMPLE` for which nothing is left out: what `npm run test:all` sets. */
const WHOLE = "all";

/** What samples are drawn by: another one each day, unless ASSAY_SAMPLE names the day to repeat. */
const SEED = process.env["ASSAY_SAMPLE"] || new Date().toISOString().slice(0, 10);

/** Failures that have told how to see them again. */
const told = new WeakSet<object>();

export interface Sample<T> {
  /** One case in so many, of each kind; rounded up, so that no kind is without one. */
  readonly oneIn: number;
  /** The names of cases differ. */
  readonly name: (one: T) => string;
  readonly kind?: (one: T) => string;
}

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

/** One case in so many of each kind, by nothing but the seed and the names. */
export function drawn<T>(
  cases: readonly T[],
  { oneIn, name, kind = () => "" }: Sample<T>,
  seed: string,
): readonly T[] {
  const placeOf = (one: T): string =>
    createHash("sha256")
      .update(`${seed}\0${name(one)}`)
      .digest("hex");
  const placed = cases.map((one) => ({ one, kind: kind(one), at: placeOf(one) }));
  const today = [...new Set(placed.map((each) => each.kind))].flatMap((each) => {
    const all = placed.filter((one) => one.kind === each).sort((a, b) => (a.at < b.at ? -1 : 1));
    return all.slice(0, Math.ceil(all.length / oneIn)).map(({ one }) => one);
  });
  return cases.filter((one) => today.includes(one));
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
