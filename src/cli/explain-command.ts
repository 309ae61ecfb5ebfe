import { Command, Option } from "commander";
import { UsageError } from "../model/errors.ts";
import type { Rule } from "../model/rule.ts";
import { matchesGlob } from "../rules/select/select-rules.ts";
import { didYouMean } from "../schema/did-you-mean.ts";
import { explainFailure, failureOfReports } from "./explain-failure.ts";
import { explainOperation, explainStatement, operationsNamed } from "./explain-others.ts";
import { explainRule } from "./explain-rule.ts";
import { collect } from "./filter-options.ts";
import { type LoadedRules, loadWrittenRules } from "./load-rules.ts";
import { print, terminalWidth } from "./terminal.ts";

interface ExplainOptions {
  readonly specs?: readonly string[];
  readonly report?: string;
  readonly json?: boolean;
}

/** What something is: as text, and as data. */
interface Explained {
  readonly text: string;
  readonly data: unknown;
}

/** `assay explain NAME`: one rule, statement, operation or failure whole. */
export function explainCommand(): Command {
  return new Command("explain")
    .description(
      "show a rule in full (its statements, inputs, steps, control and the faults that it finds), a statement, an operation, or a failure of the last report",
    )
    .argument(
      "<name>",
      "a rule (its id, the last part of the id, or a glob), a statement, an operation, or the id of a failure",
    )
    .addOption(new Option("--specs <dir>", "further rule files").argParser(collect))
    .option(
      "--report <file>",
      "the report that the failure is of (default: the last one in assay-report)",
    )
    .option("--json", "print JSON")
    .action(async (name: string, options: ExplainOptions) => {
      const { text, data } = await explain(name, options);
      print(options.json ? `${JSON.stringify(data, null, 2)}\n` : text);
    });
}

async function explain(name: string, options: ExplainOptions): Promise<Explained> {
  const loaded = await loadWrittenRules(options.specs ? { specs: options.specs } : {});
  const { specs, vocabulary } = loaded;
  const rules = specs.rules.filter(({ id }) => matchesGlob(id, name));
  if (rules.length > 0) {
    const text = rules.map((rule) => explainRule(rule, specs, vocabulary)).join("\n");
    return { text, data: rules };
  }
  const statement = specs.statements[name.toUpperCase()];
  if (statement) {
    const carrying = carriers(specs.rules, statement.id);
    const data = { ...statement, rules: carrying.map(({ id }) => id) };
    return { text: explainStatement(statement, carrying, specs, terminalWidth()), data };
  }
  const operations = operationsNamed(name, specs.rules);
  if (operations.length > 0) {
    const data = operations.map(({ rules: own, ...rest }) => ({
      ...rest,
      rules: own.map(({ id }) => id),
    }));
    const text = operations.map((one) => explainOperation(one, terminalWidth())).join("\n");
    return { text, data };
  }
  const { found, ids } = await failureOfReports(name, options.report);
  if (found) return { text: explainFailure(found), data: found.failure };
  throw unknownName(name, loaded, ids);
}

function carriers(rules: readonly Rule[], statement: string): readonly Rule[] {
  return rules.filter(({ statements }) => statements.includes(statement));
}

function unknownName(
  name: string,
  { specs }: Pick<LoadedRules, "specs">,
  failures: readonly string[],
): UsageError {
  const { rules, statements } = specs;
  const lastParts = rules.map(({ id }) => id.slice(id.lastIndexOf(".") + 1));
  const near = didYouMean(name, [
    ...Object.keys(statements),
    ...new Set(rules.map(({ operation }) => operation)),
    ...rules.map(({ id }) => id),
    ...new Set(lastParts),
    ...failures,
  ]);
  const message = `no rule, statement, operation or failure "${name}"`;
  const hint =
    near === undefined
      ? "`assay list` shows the rules, with --operations or --statements those"
      : `did you mean "${near}"?`;
  return new UsageError("filter-unknown", [{ message, hint }]);
}
