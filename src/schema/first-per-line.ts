import type { Problem } from "../model/errors.ts";

/** In the order of the file, and one problem for each line: what follows on a line follows from it. */
export function firstPerLine(problems: readonly Problem[]): readonly Problem[] {
  const byLine = new Map<number, Problem>();
  const place = ({ at }: Problem) => [at?.line ?? 0, at?.column ?? 0] as const;
  const sorted = problems.toSorted((a, b) => {
    const [lineA, columnA] = place(a);
    const [lineB, columnB] = place(b);
    return lineA - lineB || columnA - columnB;
  });
  for (const problem of sorted) {
    const [line] = place(problem);
    if (!byLine.has(line)) byLine.set(line, problem);
  }
  return [...byLine.values()];
}
