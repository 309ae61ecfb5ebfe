import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Ended } from "./assay.ts";

const BUILT = join(import.meta.dirname, "..", "..", "dist", "src");
/** What a command may listen to until its process ends. */
const EVENTS = ["exit", "SIGINT", "SIGTERM"] as const;

/** One after the other: they share the folder and the output of this process. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a compiled command in this process, which has it loaded already: a process of its own takes a second
 * for that. Only for commands that end by themselves, start no campaign, and need no variables.
 */
export function inProcess(args: readonly string[], cwd: string): Promise<Ended> {
  const ended = last.then(() => run(args, cwd));
  last = ended.catch(() => undefined);
  return ended;
}

async function run(args: readonly string[], cwd: string): Promise<Ended> {
  const { chdir, exitCode, stderr, stdout } = process;
  const before = process.cwd();
  const [out, err] = [captured(stdout), captured(stderr)];
  const release = EVENTS.map(listenersSince);
  process.exitCode = undefined;
  chdir(cwd);
  try {
    const code = await command(args, err.write);
    return { code, stdout: out.text(), stderr: err.text() };
  } finally {
    for (const end of release) end();
    chdir(before);
    process.exitCode = exitCode;
    out.restore();
    err.restore();
  }
}

/** What `main.ts` does, but for what concerns its process. */
async function command(args: readonly string[], complain: (text: string) => void): Promise<number> {
  const { program } = await built<typeof import("../../src/cli/program.ts")>("cli/program.js");
  const { formatProblem, UsageError } =
    await built<typeof import("../../src/model/errors.ts")>("model/errors.js");
  try {
    await (await program(args[0])).parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof UsageError) {
      complain(`${error.problems.map((one) => `error: ${formatProblem(one)}`).join("\n")}\n`);
      return 2;
    }
    if (!(error instanceof Error && "exitCode" in error)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return Number(process.exitCode ?? 0);
}

/** A module as it was compiled: vitest.config.ts has it loaded as it is. */
async function built<T>(path: string): Promise<T> {
  return (await import(/* @vite-ignore */ pathToFileURL(join(BUILT, path)).href)) as T;
}

function captured(stream: NodeJS.WriteStream) {
  const { write } = stream;
  let text = "";
  stream.write = (chunk: string | Uint8Array): boolean => {
    text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    return true;
  };
  return {
    text: () => text,
    write: (more: string) => void stream.write(more),
    restore: () => {
      stream.write = write;
    },
  };
}

/** Takes off what listens since now; what waits for the end of the process is told that it ended. */
function listenersSince(event: (typeof EVENTS)[number]): () => void {
  const before = new Set(process.listeners(event as "exit"));
  return () => {
    for (const listener of process.listeners(event as "exit")) {
      if (before.has(listener)) continue;
      process.off(event, listener);
      if (event === "exit") listener.call(process, 0);
    }
  };
}
