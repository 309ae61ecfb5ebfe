import { readPercent } from "../config/targets/percent.ts";
import { type Problem, UsageError } from "../model/errors.ts";
import { didYouMean } from "../schema/did-you-mean.ts";
import type { AuditOptions } from "./audit-options.ts";

const KNOWN: Readonly<Record<keyof AuditOptions, true>> = {
  targets: true,
  target: true,
  select: true,
  specs: true,
  services: true,
  edition: true,
  seed: true,
  runs: true,
  deviations: true,
  failOn: true,
  minJudged: true,
  maxFailures: true,
  signal: true,
  generators: true,
  checks: true,
  iMayTestThisTarget: true,
  cwd: true,
  out: true,
  format: true,
  onVerdict: true,
};

const LEAST = { seed: 0, runs: 1, maxFailures: 1 } as const;
/** The largest seed that `--seed` takes. */
const SEED_LIMIT = 2 ** 31 - 1;

/**
 * What a program without types may get wrong.
 *
 * @throws UsageError (`options-invalid`)
 */
export function checkOptions(options: AuditOptions): void {
  const problems = [...unknownOptions(options), ...wrongNumbers(options), ...wrongPercent(options)];
  if (problems.length > 0) throw new UsageError("options-invalid", problems);
}

function unknownOptions(options: AuditOptions): readonly Problem[] {
  const known = Object.keys(KNOWN);
  return Object.keys(options)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const guess = didYouMean(name, known);
      const hint = guess ? `did you mean "${guess}"?` : `known: ${known.join(", ")}`;
      return { message: `audit() has no option "${name}"`, hint };
    });
}

function wrongNumbers(options: AuditOptions): readonly Problem[] {
  return (["seed", "runs", "maxFailures"] as const).flatMap((name) => {
    const value = options[name];
    const isFine =
      value === undefined ||
      (Number.isSafeInteger(value) &&
        value >= LEAST[name] &&
        (name !== "seed" || value <= SEED_LIMIT));
    if (isFine) return [];
    return [
      { message: `${name} is ${value}`, hint: `give a whole number, at least ${LEAST[name]}` },
    ];
  });
}

function wrongPercent({ minJudged }: AuditOptions): readonly Problem[] {
  if (minJudged === undefined) return [];
  const read = readPercent(String(minJudged));
  if (read.kind === "percent") return [];
  const hint =
    read.guess === undefined ? 'give a text such as "95%"' : `did you mean "${read.guess}"?`;
  return [
    { message: `minJudged is ${JSON.stringify(minJudged)}, which is not a percentage`, hint },
  ];
}
