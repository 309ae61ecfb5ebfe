import type { Coverage } from "../../model/coverage.ts";

type Counts = Readonly<Record<string, number>>;

/** The sum of what several parts of a run exercised; undefined of none. */
export function mergeCoverage(parts: readonly Coverage[]): Coverage | undefined {
  if (parts.length === 0) return undefined;
  const operations = [...new Set(parts.flatMap(({ answers }) => Object.keys(answers)))].sort();
  return {
    answers: Object.fromEntries(
      operations.map((name) => [name, sum(parts.map(({ answers }) => answers[name] ?? {}))]),
    ),
    transitions: sum(parts.map(({ transitions }) => transitions)),
    boundaries: sum(parts.map(({ boundaries }) => boundaries)),
  };
}

function sum(tables: readonly Counts[]): Counts {
  const total: Record<string, number> = {};
  for (const key of [...new Set(tables.flatMap(Object.keys))].sort()) {
    total[key] = tables.reduce((all, table) => all + (table[key] ?? 0), 0);
  }
  return total;
}
