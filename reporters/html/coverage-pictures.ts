import type { Coverage } from "../../src/model/coverage.ts";
import { dotMatrix } from "./dot-matrix.ts";
import type { Html } from "./html.ts";

type Tally = Readonly<Record<string, number>>;

/** A server may put words of its own into an answer's kind. */
const MAX_LABEL = 21;
const MAX_ROW_LABEL = 30;
/** Kinds beyond the most common ones of all operations are in the numbers only. */
const MAX_COLUMNS = 16;

/** Operations down, the kinds of answers that they gave across. */
export function answersPicture(label: string, answers: Coverage["answers"]): Html {
  const totals = new Map<string, number>();
  for (const table of Object.values(answers)) {
    for (const [kind, n] of Object.entries(table)) totals.set(kind, (totals.get(kind) ?? 0) + n);
  }
  const kinds = [...totals]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_COLUMNS)
    .map(([kind]) => kind);
  const rows = Object.keys(answers);
  return dotMatrix({
    label,
    rows: rows.map((name) => truncateLabel(name, MAX_ROW_LABEL)),
    columns: kinds.map(shortKind),
    at: (row, column) => answers[rows[row] ?? ""]?.[kinds[column] ?? ""] ?? 0,
    slanted: true,
    showEmpty: false,
  });
}

function shortKind(kind: string): string {
  const words = kind.replace("refused before the operation: ", "").replace("refused: ", "");
  return truncateLabel(words, MAX_LABEL);
}

/** Which operation followed which in a case, whatever the answers were. */
export function transitionsPicture(label: string, transitions: Tally): Html {
  const moves = new Map<string, number>();
  const names = new Set<string>();
  for (const [key, n] of Object.entries(transitions)) {
    const [before = "", after = ""] = key.split(" → ").map((place) => place.split(" ")[0] ?? "");
    names.add(before).add(after);
    const move = `${before} ${after}`;
    moves.set(move, (moves.get(move) ?? 0) + n);
  }
  const operations = [...names].sort();
  return dotMatrix({
    label,
    rows: operations.map((name) => truncateLabel(name, MAX_ROW_LABEL)),
    columns: operations.map((name) => truncateLabel(name, MAX_LABEL)),
    at: (row, column) => moves.get(`${operations[row]} ${operations[column]}`) ?? 0,
    slanted: true,
    showEmpty: false,
  });
}

const DISTANCES = [-2, -1, 0, 1, 2] as const;
const BOUNDARY = /^(.+?) (-?\d+)([+-]\d)?$/;

/** Parameters with their limits down, the distance from the limit across; empty places were not tried. */
export function boundariesPicture(label: string, boundaries: Tally): Html {
  const places = new Map<string, Map<number, number>>();
  for (const [key, n] of Object.entries(boundaries)) {
    const [, parameter, limit, distance = "0"] = BOUNDARY.exec(key) ?? [];
    if (parameter === undefined || limit === undefined) continue;
    const row = `${parameter} ${limit}`;
    const own = places.get(row) ?? new Map<number, number>();
    places.set(row, own.set(Number(distance), n));
  }
  const rows = [...places.keys()];
  return dotMatrix({
    label,
    rows,
    columns: DISTANCES.map((distance) =>
      distance > 0 ? `+${distance}` : String(distance).replace("-", "−"),
    ),
    at: (row, column) => places.get(rows[row] ?? "")?.get(DISTANCES[column] ?? 0) ?? 0,
    slanted: false,
    showEmpty: true,
  });
}

function truncateLabel(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}
