import { existsSync, realpathSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { ADAPTER_FILES } from "../built-in/load-vocabulary.ts";
import { UsageError } from "../model/errors.ts";
import type { Target } from "../model/target.ts";

/** A file that somebody gave, and what it names that nobody asked for. */
interface Naming {
  /** `the report "…"`. */
  readonly by: string;
  /** Folders of rule files. */
  readonly folders?: readonly string[];
  /** Targets, and the file that they are from. */
  readonly targets?: { readonly file: string; readonly of: readonly Target[] };
}

/**
 * Sees that a report or a journal has no code run by what it names: an `adapter.js`, or the command of a target
 * to launch. What lies below the current folder the user has, and whoever wants another says so by an option.
 *
 * @throws UsageError `code-not-given`
 */
export function refuseNamedCode({ by, folders = [], targets }: Naming): void {
  for (const folder of folders) {
    if (isHere(folder) || !ADAPTER_FILES.some((name) => existsSync(join(folder, name)))) continue;
    const message = `${by} names the rule files in ${folder}, whose adapter is a program`;
    const hint = `look at it, and give it with --specs ${folder}`;
    throw new UsageError("code-not-given", [{ message, hint }]);
  }
  const launched = targets?.of.find(({ launch }) => launch !== undefined);
  if (!targets || !launched || isHere(targets.file)) return;
  const message = `${by} names the targets file ${targets.file}, whose target "${launched.name}" launches a program`;
  const hint = `look at it, and give it with --targets ${targets.file}`;
  throw new UsageError("code-not-given", [{ message, hint }]);
}

/** Below the current folder, also where links lead. */
function isHere(path: string): boolean {
  const real = (one: string): string => (existsSync(one) ? realpathSync(one) : resolve(one));
  return `${real(path)}${sep}`.startsWith(`${real(process.cwd())}${sep}`);
}
