import pc from "picocolors";

const DEFAULT_WIDTH = 80;
/** Longer lines are hard to read. */
const WIDEST = 100;

/** Whether to colour: not with --no-color or NO_COLOR, else where a terminal (or FORCE_COLOR) is. */
export function colored(options: { readonly color: boolean }): boolean {
  return options.color && pc.isColorSupported;
}

/** Columns that text may take. */
export function terminalWidth(): number {
  return Math.min(process.stdout.columns ?? DEFAULT_WIDTH, WIDEST);
}
