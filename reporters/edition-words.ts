import type { RunInfo, TargetReport } from "../src/model/report.ts";

/** Editions are named by their month, or by the version of the product. */
const MONTH = /^\d{4}-\d{2}$/;

/** `judged by the edition of 2026-02 alone`; empty when it was judged by what all of them promise. */
export function judgedByWords({ edition }: Pick<RunInfo, "edition">): string {
  if (edition === undefined) return "";
  const name = MONTH.test(edition) ? `the edition of ${edition}` : `edition ${edition}`;
  return `judged by ${name} alone`;
}

/** `follows the edition of 2026-02 in 5 of 6 points, 9.0 in 2 of 7`, the closest first; empty when nothing was seen. */
export function editionWords({ editions = {} }: Pick<TargetReport, "editions">): string {
  const [first, ...rest] = Object.entries(editions)
    .map(([name, { points, follows }]) => ({ name, points, follows }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.follows / b.points - a.follows / a.points || (a.name < b.name ? -1 : 1));
  if (!first) return "";
  const named = MONTH.test(first.name) ? `the edition of ${first.name}` : `edition ${first.name}`;
  const points = first.points === 1 ? "point" : "points";
  const others = rest.map(({ name, follows, points: of }) => `${name} in ${follows} of ${of}`);
  return [`follows ${named} in ${first.follows} of ${first.points} ${points}`, ...others].join(
    ", ",
  );
}
