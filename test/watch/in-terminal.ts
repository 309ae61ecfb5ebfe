import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { onTestFinished } from "vitest";
import { MAIN } from "../cli/assay.ts";

const DRIVER = join(import.meta.dirname, "in_terminal.py");
const PATIENCE_MS = 60_000;
const LOOK_MS = 10;

/** A command that a person sees and types to. */
export interface Seen {
  /** What the window shows now, without colours, a line each. */
  screen(): string;
  /** Resolves with the screen as soon as it matches. */
  until(pattern: RegExp): Promise<string>;
  type(keys: string): void;
  /** Closes the window over the command, and gives the id of its process. */
  closeWindow(): number;
  /** Sends a signal to the command itself. */
  kill(signal: NodeJS.Signals): void;
  /** How it ended, and whether the terminal is as it was before. */
  ended(): Promise<{
    readonly code: number | null;
    readonly isRestored: boolean;
    /** All that it wrote, controls among it. */
    readonly output: string;
  }>;
}

/** Runs the compiled command in a pseudo-terminal. */
export function inTerminal(
  args: readonly string[],
  {
    cwd,
    env = {},
    rows = 30,
    columns = 100,
  }: {
    readonly cwd: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly rows?: number;
    readonly columns?: number;
  },
): Seen {
  const base: Record<string, string | undefined> = { ...process.env, TERM: "xterm" };
  for (const name of Object.keys(base))
    if (/^(?:VITEST|CI$|NO_COLOR)/.test(name)) delete base[name];
  const size = [String(rows), String(columns)];
  const child = spawn("python3", [DRIVER, ...size, process.execPath, MAIN, ...args], {
    cwd,
    env: { ...base, ...env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
  // Each time it is drawn, it begins at the top of the window.
  const screen = (): string => {
    const drawn = output.slice(Math.max(output.lastIndexOf("\u001b[H"), 0));
    return stripVTControlCharacters(drawn).replaceAll("\r", "");
  };
  const pidOf = (): number => Number(/^pid (\d+)$/m.exec(said)?.[1]);
  return {
    screen,
    until: async (pattern) => {
      const deadline = Date.now() + PATIENCE_MS;
      while (!pattern.test(screen())) {
        if (Date.now() > deadline || child.exitCode !== null) {
          throw new Error(`the screen never showed ${pattern}:\n${screen()}\n${said}`);
        }
        await sleep(LOOK_MS);
      }
      return screen();
    },
    type: (keys) => void child.stdin.write(keys),
    closeWindow: () => {
      child.kill("SIGKILL");
      return pidOf();
    },
    kill: (signal) => void process.kill(pidOf(), signal),
    ended: async () => {
      const code = await closed;
      return { code, isRestored: said.includes("terminal restored"), output };
    },
  };
}
