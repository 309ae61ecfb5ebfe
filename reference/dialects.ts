import type { Dialect } from "./dialect.ts";
import { austere } from "./dialects/austere.ts";
import { classic } from "./dialects/classic.ts";
import { current } from "./dialects/current.ts";
import { documented } from "./dialects/documented.ts";
import { EDITIONS } from "./dialects/editions.ts";
import { lenient } from "./dialects/lenient.ts";
import { TUS_DIALECTS } from "./dialects/tus.ts";
import { ReferenceOptionsError } from "./errors.ts";
import { nearNames } from "./near-names.ts";

/** Servers that differ in many ways at once: generations of them, and the two ends of what is legal. */
export const GENERATIONS: readonly Dialect[] = [documented, classic, current, austere, lenient];

/** Every dialect that the server can be started with, by name in `ReferenceOptions.dialect`. */
export const DIALECTS: readonly Dialect[] = [...GENERATIONS, ...EDITIONS, ...TUS_DIALECTS];

/** What the server speaks when nothing is said. */
export const DEFAULT_DIALECT = documented.name;

/** The dialect of that name. Throws `dialect-unknown` with the nearest names. */
export function selectDialect(name: string): Dialect {
  const dialect = DIALECTS.find((candidate) => candidate.name === name);
  if (dialect) return dialect;
  const near = nearNames(
    name,
    DIALECTS.map((candidate) => candidate.name),
  ).join(", ");
  throw new ReferenceOptionsError(
    "dialect-unknown",
    `There is no dialect "${name}". Did you mean one of: ${near}?`,
  );
}
