import { join } from "node:path";
import { parseEnv } from "node:util";
import { UsageError } from "../../model/errors.ts";
import { readText } from "../files/read-text.ts";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variables for the targets file in a folder: those of the `.env` beside it, where there is
 * one, over which the real environment wins.
 *
 * @throws UsageError `env-unreadable`
 */
export function readEnvironment(folder: string, real: Environment): Environment {
  const given = Object.fromEntries(Object.entries(real).filter(([, value]) => value !== undefined));
  return { ...parseEnv(readDotEnv(join(folder, ".env"))), ...given };
}

/** Finds a variable by its name; what objects inherit are no variables. */
export function lookupIn(environment: Environment): (name: string) => string | undefined {
  return (name) => (Object.hasOwn(environment, name) ? environment[name] : undefined);
}

function readDotEnv(file: string): string {
  try {
    return readText(file);
  } catch (cause) {
    if (isMissing(cause)) return "";
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError("env-unreadable", [{ message: reason, at: { file } }], { cause });
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
