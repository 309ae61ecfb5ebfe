import type { FilePosition } from "../../model/errors.ts";
import { type Problems, shown } from "../source/collect-problems.ts";

interface Named<T> {
  readonly name: string;
  readonly value: T;
  readonly at: FilePosition;
}

/**
 * Things by name, in their order. Several files may add to one list, but none may replace what
 * another says: a name that stands twice is a problem, and the first one counts.
 */
export function uniqueNames<T>(
  what: string,
  entries: readonly Named<T>[],
  problems: Problems,
): ReadonlyMap<string, T> {
  const first = new Map<string, Named<T>>();
  for (const entry of entries) {
    const other = first.get(entry.name);
    if (!other) {
      first.set(entry.name, entry);
      continue;
    }
    const message = `the ${what} "${entry.name}" is defined twice`;
    problems.add({ message, at: entry.at, hint: `first at ${shown(other.at)}` });
  }
  return new Map([...first].map(([name, { value }]) => [name, value]));
}
