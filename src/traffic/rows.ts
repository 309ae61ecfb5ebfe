import type { GeneratorCall, Rule } from "../model/rule.ts";
import { textOf } from "../model/text-of.ts";
import type { JsonValue } from "../model/value.ts";

/** One row of each table of a rule, by the names of the tables. */
export type Row = Readonly<Record<string, JsonValue>>;

/** What has to stand in the row of a table. */
export interface InRow {
  readonly table: string;
  readonly path: readonly string[];
  readonly text: string;
}

/** More combinations of rows that a call may be are not tried. */
const MOST_ROWS = 5000;

/** Every combination of rows of the tables of a rule in which something stands; none where they are too many. */
export function rowsWith(
  { forEach }: Pick<Rule, "forEach">,
  wanted: readonly InRow[],
): readonly Row[] {
  let rows: readonly Row[] = [{}];
  for (const [name, table] of Object.entries(forEach)) {
    if (!isTable(table)) continue;
    const own = wanted.filter((one) => one.table === name);
    const fitting = table.filter((row) =>
      own.every(({ path, text }) => {
        const part = partOf(row, path);
        return part !== undefined && textOf(part) === text;
      }),
    );
    rows = rows.flatMap((row) => fitting.map((value) => ({ ...row, [name]: value })));
    if (rows.length > MOST_ROWS) return [];
  }
  return rows;
}

export function isTable(
  table: readonly JsonValue[] | GeneratorCall | undefined,
): table is readonly JsonValue[] {
  return Array.isArray(table);
}

export function partOf(
  whole: JsonValue | undefined,
  path: readonly string[],
): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (part, key) =>
      typeof part === "object" && part !== null && Object.hasOwn(part, key)
        ? (part as Readonly<Record<string, JsonValue>>)[key]
        : undefined,
    whole,
  );
}
