import { type Problem, UsageError } from "../../model/errors.ts";
import { didYouMean } from "../../schema/did-you-mean.ts";

/** Stands for every target of the file. */
export const ALL_TARGETS = "all";

/**
 * The names that were asked for, each once, in the order asked; `all` is every one, none at all
 * the default.
 *
 * @throws UsageError `target-unknown`, `target-needed`
 */
export function namedTargets(
  asked: readonly string[],
  file: {
    /** As messages show it. */
    readonly file: string;
    readonly names: readonly string[];
    readonly default: readonly string[];
  },
): readonly string[] {
  const wanted = asked.length === 0 ? file.default : asked;
  if (wanted.length === 0) {
    const hint = `name one with --target, or as "default" in the file: ${file.names.join(", ")}`;
    const problem = { message: "which target? There are several", at: { file: file.file }, hint };
    throw new UsageError("target-needed", [problem]);
  }
  if (wanted.includes(ALL_TARGETS)) return file.names;
  const unknown = wanted.filter((name) => !file.names.includes(name));
  if (unknown.length > 0) {
    const at = { file: file.file };
    const problems = unknown.map((name) => ({ ...unknownTarget(name, file.names), at }));
    throw new UsageError("target-unknown", problems);
  }
  return [...new Set(wanted)];
}

/** A name that no target has. */
export function unknownTarget(name: string, names: readonly string[]): Problem {
  const near = didYouMean(name, names);
  return {
    message: `there is no target ${JSON.stringify(name)}`,
    hint: `${near === undefined ? "" : `did you mean "${near}"? `}Targets here: ${names.join(", ")}`,
  };
}
