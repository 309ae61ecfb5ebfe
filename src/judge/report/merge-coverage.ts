import type { Coverage } from "../../model/coverage.ts";

type Counts = Readonly<Record<string, number>>;

/** The sum of what several parts of a run exercised; undefined of none. */
export function mergeCoverage(parts: readonly Coverage[]): Coverage | undefined {
  if (parts.length === 0) return undefined;
  const accepted = parts.flatMap((part) => (part.accepted ? [part.accepted] : []));
  return {
    answers: sumByOperation(parts.map(({ answers }) => answers)),
    ...(accepted.length > 0 ? { accepted: sumByOperation(accepted) } : {}),
    transitions: sum(parts.map(({ transitions }) => transitions)),
    boundaries: sum(parts.map(({ boundaries }) => boundaries)),
  };
}

function sumByOperation(
  tables: readonly Readonly<Record<string, Counts>>[],
): Record<string, Counts> {
  const operations = [...new Set(tables.flatMap((table) => Object.keys(table)))].sort();
  return Object.fromEntries(
    operations.map((name) => [name, sum(tables.map((table) => table[name] ?? {}))]),
  );
}

function sum(tables: readonly Counts[]): Counts {
  const total: Record<string, number> = {};
  for (const key of [...new Set(tables.flatMap(Object.keys))].sort()) {
    total[key] = tables.reduce((all, table) => all + (table[key] ?? 0), 0);
  }
  return total;
}
