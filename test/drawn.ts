import { createHash } from "node:crypto";

/** The value of `ASSAY_SAMPLE` for which nothing is left out: what `npm run test:all` sets. */
export const WHOLE = "all";

/** What samples are drawn by: another one each day, unless ASSAY_SAMPLE names the day to repeat. */
export const SEED = process.env["ASSAY_SAMPLE"] || new Date().toISOString().slice(0, 10);

export interface Sample<T> {
  /** One case in so many, of each kind; rounded up, so that no kind is without one. */
  readonly oneIn: number;
  /** The names of cases differ. */
  readonly name: (one: T) => string;
  readonly kind?: (one: T) => string;
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
