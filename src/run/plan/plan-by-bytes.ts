import type { BytePlan } from "../../model/case-plan.ts";
import type { Level } from "../../model/level.ts";

/** What a unit sent when it was rehearsed. */
export interface RehearsedUnit {
  /** `RULE BINDINGS`. */
  readonly key: string;
  readonly level: Level;
  /** By row of its tables the bytes of each case, in order; a row of a table alone has one. */
  readonly rows: readonly (readonly number[])[];
}

/** The bytes of a whole run, as it was rehearsed. */
export interface Rehearsal {
  readonly units: readonly RehearsedUnit[];
  /** Those of all requests: what belongs to no case (sessions, controls, clean-up) is among them. */
  readonly all: number;
}

const RANK: Readonly<Record<Level, number>> = { MUST: 0, SHOULD: 1, MAY: 2 };

/**
 * The largest plan that sends no more than the budget; undefined where all cases do. Repetition goes first, of the
 * units that send most of all; then the tables that do not fit: MUST rules are taken before others, and what sends
 * little before what sends much. The same rehearsal, the same plan.
 */
export function planByBytes({ units, all }: Rehearsal, budget: number): BytePlan | undefined {
  if (all <= budget) return undefined;
  const ofCases = sum(units.map((unit) => bytesOf(unit, mostPerRow(unit))));
  let room = Math.max(0, budget - (all - ofCases));
  const taken: RehearsedUnit[] = [];
  const leftOut: Record<string, number> = {};
  const inOrder = units.toSorted(
    (a, b) =>
      RANK[a.level] - RANK[b.level] || bytesOf(a, 1) - bytesOf(b, 1) || (a.key < b.key ? -1 : 1),
  );
  for (const unit of inOrder) {
    const least = bytesOf(unit, 1);
    if (least > room) {
      leftOut[unit.key] = least;
      continue;
    }
    room -= least;
    taken.push(unit);
  }
  const left = room;
  const least = sum(taken.map((unit) => bytesOf(unit, 1)));
  const cap = mostBytes(taken, least + room);
  const fewer: Record<string, number> = {};
  let planned = all - ofCases;
  for (const unit of taken) {
    const perRow = perRowWithin(unit, cap);
    planned += bytesOf(unit, perRow);
    if (perRow < mostPerRow(unit)) fewer[unit.key] = perRow * unit.rows.length;
  }
  return { budget, all, planned, left, fewer, leftOut };
}

/** The most bytes that a unit may take so that all of them together fit. */
function mostBytes(units: readonly RehearsedUnit[], room: number): number {
  const takes = (cap: number): number =>
    sum(units.map((unit) => bytesOf(unit, perRowWithin(unit, cap))));
  let [low, high] = [0, Math.max(0, ...units.map((unit) => bytesOf(unit, mostPerRow(unit))))];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (takes(middle) <= room) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** So many cases of each row are within that; one is taken at least. */
function perRowWithin(unit: RehearsedUnit, cap: number): number {
  let perRow = mostPerRow(unit);
  while (perRow > 1 && bytesOf(unit, perRow) > cap) perRow--;
  return perRow;
}

function mostPerRow({ rows }: RehearsedUnit): number {
  return Math.max(1, ...rows.map((cases) => cases.length));
}

function bytesOf({ rows }: RehearsedUnit, perRow: number): number {
  return sum(rows.map((cases) => sum(cases.slice(0, perRow))));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
