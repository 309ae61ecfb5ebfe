import { clearLine, cursorTo } from "node:readline";
import pc from "picocolors";
import { harmless, withoutControls } from "../../reporters/text/harmless.ts";

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

/** Why standard output took nothing more, but for a reader that left. */
let untold: Error | undefined;

/**
 * Why not everything could be printed since the command began. A reader that has seen enough, such as
 * head, is no error: whoever closes what he asked for wants no more of it.
 */
export function unprinted(): Error | undefined {
  return untold;
}

/**
 * From now on a stream that takes nothing more (closed, or its disk is full) ends no process: the work
 * goes on, its reports are written, and its exit code is its own.
 */
export function outliveStreams(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") untold ??= error;
  });
  // How far it is, and what is wrong: whoever does not take it has the exit code and the report.
  process.stderr.on("error", () => undefined);
}

/**
 * The door of everything that is said on standard output: nothing in it is obeyed by a terminal or by
 * the runner of a pipeline, whoever wrote it.
 *
 * @param options.colors whether the text has colours of ours
 */
export function print(text: string, options: { readonly colors?: boolean } = {}): void {
  write(process.stdout, harmless(text, options));
}

/** What has commands of ours to the runner of a pipeline; everything else in it is already harmless. */
export function printCommands(text: string, { colors = false } = {}): void {
  write(process.stdout, withoutControls(text, colors));
}

/** As {@link print}, on standard error. */
export function say(text: string): void {
  write(process.stderr, harmless(text));
}

/** Whether standard output is a terminal: a person reads it, and no program. */
export function isRead(): boolean {
  return process.stdout.isTTY === true;
}

/** Whether standard error shows a line that changes. */
export function isLive(): boolean {
  return process.stderr.isTTY === true;
}

/** Puts a text in place of the line that changes; without one the line is taken away. */
export function redraw(text = ""): void {
  if (!process.stderr.writable) return;
  clearLine(process.stderr, 0);
  cursorTo(process.stderr, 0);
  if (text !== "") say(text);
}

function write(stream: NodeJS.WriteStream, text: string): void {
  if (stream.writable) stream.write(text);
}
