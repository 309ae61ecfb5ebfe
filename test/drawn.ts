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

const DAY_MS = 86_400_000;

/**
 * One case in so many of each kind, by nothing but the seed and the names. From day to day they are dealt out
 * like cards: each has been drawn before one is drawn again, and then they are shuffled anew.
 */
export function drawn<T>(
  cases: readonly T[],
  { oneIn, name, kind = () => "" }: Sample<T>,
  seed: string,
): readonly T[] {
  const day = dayOf(seed);
  const kinds = new Map<string, T[]>();
  for (const one of cases) kinds.set(kind(one), [...(kinds.get(kind(one)) ?? []), one]);
  const today = new Set([...kinds.values()].flatMap((all) => dealt(all, oneIn, name, day)));
  return cases.filter((one) => today.has(one));
}

/** The cards of a day. The last day of a deal may have fewer of its own: the first ones make up for them. */
function dealt<T>(
  cases: readonly T[],
  oneIn: number,
  name: (one: T) => string,
  day: number,
): readonly T[] {
  const many = Math.ceil(cases.length / oneIn);
  const days = Math.ceil(cases.length / many);
  const deal = Math.floor(day / days);
  const shuffled = cases
    .map((one) => ({ one, at: digestOf(`${deal}\0${name(one)}`) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ one }) => one);
  const from = (day % days) * many;
  return [...shuffled, ...shuffled].slice(from, from + many);
}

/** The number of a day, such as 2026-03-01; a number of its own for every other seed. */
export function dayOf(seed: string): number {
  const ms = /^\d{4}-\d\d-\d\d$/.test(seed) ? Date.parse(seed) : Number.NaN;
  return Number.isNaN(ms) ? Number.parseInt(digestOf(seed).slice(0, 8), 16) : ms / DAY_MS;
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
