import type { Command } from "commander";
import { readRunDefaults } from "../config/targets/run-defaults.ts";
import { UsageError } from "../model/errors.ts";
import type { RunFormat } from "./report-options.ts";
import type { RunOptions } from "./run-options.ts";

/** What of the options of a command the targets file may say. */
type Defaulted = Partial<
  Pick<RunOptions, "targets" | "format" | "seed" | "edition" | "out" | "minJudgedElse">
>;

/**
 * The options of a command with what the targets file has under `run` for those that were not given.
 *
 * @param takes the formats that the command can write: others are left out
 * @throws UsageError for a file whose `run` is wrong, with the place
 */
export function withRunDefaults<T extends Defaulted>(
  options: T,
  command: Command,
  takes: readonly RunFormat[],
): T {
  const { targets: file } = options;
  const defaults = readRunDefaults({ file, cwd: process.cwd(), env: process.env });
  const isGiven = (name: string): boolean =>
    !["default", undefined].includes(command.getOptionValueSource(name));
  const { format = [], seed, edition, out, minJudged } = defaults;
  const formats = takes.filter((name) => format.includes(name));
  return {
    ...options,
    ...(formats.length > 0 && !isGiven("format") ? { format: formats } : {}),
    ...(seed !== undefined && !isGiven("seed") ? { seed } : {}),
    ...(edition !== undefined && !isGiven("edition") ? { edition } : {}),
    ...(out !== undefined && !isGiven("out") ? { out } : {}),
    ...(minJudged === undefined ? {} : { minJudgedElse: minJudged }),
  };
}

/** Where the reports of a run go that names no folder, as far as the targets file tells. */
export function usualFolder(): string {
  const usual = "assay-report";
  try {
    return readRunDefaults({ cwd: process.cwd(), env: process.env }).out ?? usual;
  } catch (error) {
    if (error instanceof UsageError) return usual;
    throw error;
  }
}

/** An error about an edition that the targets file names and no rule file has, with its place there. */
export async function placed<T>(
  { edition, targets: file }: Pick<RunOptions, "edition" | "targets">,
  command: Command,
  load: () => Promise<T>,
): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const isOurs = error instanceof UsageError && error.code === "edition-unknown";
    if (!isOurs || edition === undefined || command.getOptionValueSource("edition")) throw error;
    const { positionOf } = readRunDefaults({ file, cwd: process.cwd(), env: process.env });
    const at = positionOf("edition");
    throw new UsageError(
      error.code,
      error.problems.map((problem) => ({ ...problem, ...(at ? { at } : {}) })),
    );
  }
}
