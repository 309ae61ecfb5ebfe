import type { Change } from "../small-specs.ts";

/** What is wrong, the change of a good file that makes it so, and everything that a user reads. */
export type BadFile = readonly [
  what: string,
  changes: readonly Change[],
  problems: readonly string[],
];
