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

/** What a library prints by `console.log` while it does something, so that it can go through this door. */
export function captured(run: () => void): string {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: unknown) => void lines.push(`${String(line)}\n`);
  try {
    run();
  } finally {
    console.log = log;
  }
  return lines.join("");
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

/** The whole window, for a command that is looked at while it works. */
export interface Screen {
  columns(): number;
  rows(): number;
  /** Puts lines in place of those before; one that is longer than the window is wide is cut. */
  draw(lines: readonly string[], options: { readonly colors: boolean }): void;
  /** Gives the terminal back as it was; the lines stay. */
  close(): void;
}

const DEFAULT_ROWS = 24;
const HIDE_CURSOR = "\u001b[?25l";
const SHOW_CURSOR = "\u001b[?25h";
const CUT_LINES = "\u001b[?7l";
const WRAP_LINES = "\u001b[?7h";
const TOP = "\u001b[H";
const CLEAR_LINE = "\u001b[K";
const CLEAR_BELOW = "\u001b[J";

/**
 * Takes the window over, until it is closed or the process ends. What it showed before can be scrolled to.
 *
 * @param onResize told when the window has another size
 */
export function openScreen(onResize: () => void): Screen {
  const { stdout } = process;
  const rows = (): number => stdout.rows || DEFAULT_ROWS;
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    write(stdout, `${WRAP_LINES}${SHOW_CURSOR}\r\n`);
    stdout.off("resize", onResize);
    process.off("exit", close);
  };
  write(stdout, `${HIDE_CURSOR}${"\n".repeat(rows())}${TOP}${CLEAR_BELOW}`);
  stdout.on("resize", onResize);
  process.on("exit", close);
  return {
    columns: () => stdout.columns || DEFAULT_WIDTH,
    rows,
    draw: (lines, options) => {
      if (!isOpen) return;
      const shown = lines.map((line) => `${harmless(line, options)}${CLEAR_LINE}`).join("\r\n");
      write(stdout, `${CUT_LINES}${TOP}${shown}${CLEAR_BELOW}${WRAP_LINES}`);
    },
    close,
  };
}

function write(stream: NodeJS.WriteStream, text: string): void {
  if (stream.writable) stream.write(text);
}
