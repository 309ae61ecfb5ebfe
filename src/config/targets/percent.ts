/** A percentage as people write it, or what they probably meant. */
export type ReadPercent =
  | { readonly kind: "percent"; readonly percent: number }
  | { readonly kind: "none"; readonly guess?: string };

const PERCENT = /^(\d+(?:\.\d+)?)%$/;
const NUMBER = /^\d+(?:\.\d+)?$/;
const WHOLE = 100;

/** Reads `95%` or `97.5%`. A number alone is none: 0.95, 1 and 95 could each mean several things. */
export function readPercent(text: string): ReadPercent {
  const trimmed = text.trim().endsWith("%")
    ? `${text.trim().slice(0, -1).trimEnd()}%`
    : text.trim();
  const number = Number(PERCENT.exec(trimmed)?.[1] ?? Number.NaN);
  if (number <= WHOLE) return { kind: "percent", percent: number };
  if (!NUMBER.test(trimmed)) return { kind: "none" };
  const given = Number(trimmed);
  if (given > WHOLE) return { kind: "none" };
  const isPart = given < 1 || (given === 1 && trimmed !== "1");
  return { kind: "none", guess: `${isPart ? Number((given * WHOLE).toFixed(2)) : given}%` };
}
