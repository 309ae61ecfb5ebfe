/** A key as a terminal tells it. */
export interface Key {
  /** `return`, `escape`, `backspace`, or a letter; absent for signs. */
  readonly name?: string | undefined;
  readonly ctrl?: boolean;
  /** What it types; absent: nothing. */
  readonly text?: string | undefined;
}

/** What the keys of a watch mean, in the order in which they are shown. */
export const KEYS = [
  ["a", "all"],
  ["f", "failed"],
  ["p", "rule"],
  ["o", "operation"],
  ["enter", "again"],
  ["q", "quit"],
] as const;

/** What Ctrl-C is as a key: a terminal that hands over every key sends no signal for it. */
export function isInterrupt({ ctrl = false, name }: Key): boolean {
  return ctrl && name === "c";
}

/** What a key adds to a line that somebody writes; empty where it is no sign. */
export function typed({ ctrl = false, text = "" }: Key): string {
  return ctrl || !/^[^\p{C}]+$/u.test(text) ? "" : text;
}
