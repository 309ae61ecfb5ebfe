import { execFileSync } from "node:child_process";
import { UsageError } from "../model/errors.ts";

/** Texts of a history are short; this is far above what a branch of them may list. */
const MOST_BYTES = 2 ** 28;

export interface GitOptions {
  /** A folder of the repository. */
  readonly cwd: string;
  /** What git reads on its standard input. */
  readonly input?: string;
  /** Beside the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs git and gives what it prints, every byte of it.
 *
 * @throws UsageError (`git-failed`) with what git says where it ends with another code than 0, or is not there
 */
export function git(args: readonly string[], { cwd, input, env }: GitOptions): string {
  try {
    return execFileSync("git", args, {
      cwd,
      ...(input === undefined ? {} : { input }),
      env: { ...process.env, ...env, LC_ALL: "C" },
      encoding: "utf8",
      maxBuffer: MOST_BYTES,
      stdio: ["pipe", "pipe", "pipe"],
    });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { readonly stderr?: string };
    if (code === "ENOENT") {
      const hint = "install git, or keep the history in a folder with --dir";
      throw new UsageError("git-failed", [{ message: "git cannot be started", hint }]);
    }
    if (stderr === undefined) throw error;
    const message = `git ${args[0]} failed: ${stderr.trim() || (error as Error).message}`;
    throw new UsageError("git-failed", [{ message }], { cause: error });
  }
}

/** As {@link git}; undefined where git ends with another code than 0. */
export function gitOrNothing(args: readonly string[], options: GitOptions): string | undefined {
  try {
    return git(args, options);
  } catch (error) {
    const isSaid = error instanceof UsageError && error.cause !== undefined;
    if (isSaid) return undefined;
    throw error;
  }
}
