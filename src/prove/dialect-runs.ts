import { GENERATIONS } from "../../reference/dialects.ts";

/**
 * Generated cases for each property on a legal server, at most, with each seed: five seeds together
 * make half as many as a run does.
 */
export const DIALECT_RUNS = 10;

/** The same on a server that differs in a single point from one that is judged so. */
export const POINT_RUNS = 2;

const WHOLE = new Set(GENERATIONS.map(({ name }) => name));

/** The generated cases for each property on a dialect, where a proof asks for so many. */
export function runsOnDialect(
  { name, edition }: { readonly name: string; readonly edition?: string },
  asked: number,
): number {
  const isPoint = !WHOLE.has(name) && edition === undefined;
  return Math.min(asked, isPoint ? POINT_RUNS : DIALECT_RUNS);
}
