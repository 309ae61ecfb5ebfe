import { type Command, InvalidArgumentError, Option } from "commander";
import { BINDINGS, type Binding } from "../model/binding.ts";
import { LEVELS, type Level } from "../model/level.ts";
import type { RuleFilter } from "../rules/select/select-rules.ts";
import { didYouMean } from "../schema/did-you-mean.ts";

/** The filters of rules as the command line has them; every one may be repeated and takes lists. */
export interface FilterOptions {
  readonly specs?: readonly string[];
  readonly service?: readonly string[];
  readonly operation?: readonly string[];
  readonly rule?: readonly string[];
  readonly statement?: readonly string[];
  readonly level?: readonly Level[];
  readonly binding?: readonly Binding[];
  readonly tag?: readonly string[];
  readonly edition?: string;
}

/** REST is the only binding of its service: a choice among those of the other leaves it alone. */
const BINDING_HELP = `only over these bindings: ${BINDINGS.join(", ")}; rules of REST services stay in (leave them out with --service)`;

/** Adds the options that choose rules. */
export function addFilterOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--specs <dir>", "further rule files, beside the built-in ones").argParser(
        collect,
      ),
    )
    .addOption(new Option("--service <name>", "only rules of these services").argParser(collect))
    .addOption(
      new Option(
        "--operation <name>",
        "only rules of these operations, by their names in the documents (NAME, or SERVICE/NAME)",
      ).argParser(collect),
    )
    .addOption(
      new Option(
        "-r, --rule <glob>",
        "only these rules: an id, the last part of an id, or a glob",
      ).argParser(collect),
    )
    .addOption(
      new Option("--statement <id>", "only rules that carry this statement: DUH-08").argParser(
        collect,
      ),
    )
    .addOption(
      new Option("--level <levels>", "only rules of these levels: must, should, may").argParser(
        choices(LEVELS, (text) => text.toUpperCase()),
      ),
    )
    .addOption(
      new Option("--binding <bindings>", BINDING_HELP).argParser(
        choices(BINDINGS, (text) => text.toLowerCase()),
      ),
    )
    .addOption(new Option("--tag <tag>", "only rules with this tag").argParser(collect))
    .option("--edition <name>", "judge by this edition of the documents alone");
}

/** The filter that the options mean. */
export function ruleFilter(options: FilterOptions): RuleFilter {
  const { service, operation, rule, statement, level, tag } = options;
  return {
    ...(service ? { service } : {}),
    ...(operation ? { operation } : {}),
    ...(rule ? { rule } : {}),
    ...(statement ? { statement: statement.map((id) => id.toUpperCase()) } : {}),
    ...(level ? { level } : {}),
    ...(tag ? { tag } : {}),
  };
}

/** Values of an option that may be repeated and takes comma-separated lists. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  const values = text.split(",").map((part) => part.trim());
  if (values.includes("")) throw new InvalidArgumentError("A name must not be empty.");
  return [...before, ...values];
}

/** As {@link collect}, for names of a closed list. */
export function choices<T extends string>(
  known: readonly T[],
  spell: (text: string) => string,
): (text: string, before?: readonly T[]) => readonly T[] {
  return (text, before = []) => {
    const values = collect(text).map(spell);
    for (const value of values) {
      if ((known as readonly string[]).includes(value)) continue;
      const guess = didYouMean(value, known);
      const hint = guess ? ` Did you mean "${guess}"?` : "";
      throw new InvalidArgumentError(`Allowed: ${known.join(", ")}.${hint}`);
    }
    return [...before, ...(values as T[])];
  };
}
