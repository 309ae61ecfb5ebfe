import { resolve } from "node:path";
import { DIALECTS } from "../../reference/dialects.ts";
import { PUBLIC_FAULTS } from "../../reference/faults/public.ts";
import { FAULTS } from "../../reference/faults.ts";
import { loadSpecs } from "../built-in/load-specs.ts";
import { readTargetsDocument } from "../config/targets/read-targets-document.ts";
import { BINDINGS } from "../model/binding.ts";
import { UsageError } from "../model/errors.ts";
import { LEVELS } from "../model/level.ts";
import type { Specs } from "../model/rule.ts";
import { lazily } from "../schema/lazily.ts";
import { isObject } from "../schema/schema-object.ts";
import { REPORT_FORMATS } from "./run-options.ts";

/** What can stand for something on the command line. */
export interface CompletionValues {
  /** By the long name of an option, without its dashes; undefined: nothing that is known. */
  ofOption(name: string): readonly string[] | undefined;
  /** Of the argument of a command. */
  ofArgument(command: string): readonly string[] | undefined;
}

/** Bash takes what it is offered for more than text: nothing but names may come from a file. */
const NAME = /^[\w./-]+$/;

/**
 * The values that the built-in rule files know, and the targets of a file. Rule files of one's own are left out:
 * to read them takes too long for somebody who waits behind a Tab.
 *
 * @param targets the targets file; one that cannot be read has no targets
 */
export function completionValues(cwd: string, targets = "targets.json"): CompletionValues {
  const specs = lazily(() => loadSpecs([], cwd));
  const options: Readonly<Record<string, () => readonly string[]>> = {
    target: () => targetNames(resolve(cwd, targets)),
    rule: () => ruleNames(specs()),
    service: () => Object.keys(specs().services),
    operation: () => operationNames(specs()),
    statement: () => Object.keys(specs().statements),
    edition: () => Object.keys(specs().editions),
    tag: () => specs().rules.flatMap(({ tags }) => tags),
    level: () => LEVELS.map((level) => level.toLowerCase()),
    binding: () => BINDINGS,
    format: () => [...REPORT_FORMATS, "allure"],
    fault: () => [...FAULTS, ...PUBLIC_FAULTS].map(({ name }) => name),
    dialect: () => DIALECTS.map(({ name }) => name),
  };
  const named = (values: readonly string[] | undefined): readonly string[] | undefined =>
    values && [...new Set(values)].filter((value) => NAME.test(value));
  return {
    ofOption: (name) => named(Object.hasOwn(options, name) ? options[name]?.() : undefined),
    ofArgument: (command) => {
      if (command !== "explain") return undefined;
      const known = specs();
      return named([
        ...ruleNames(known),
        ...operationNames(known),
        ...Object.keys(known.statements),
      ]);
    },
  };
}

/** Whole ids, and their last parts, which stand for them. */
function ruleNames({ rules }: Specs): readonly string[] {
  return rules.flatMap(({ id }) => [id, id.slice(id.lastIndexOf(".") + 1)]);
}

function operationNames({ rules }: Specs): readonly string[] {
  return rules.flatMap(({ service, operation }) => [operation, `${service}/${operation}`]);
}

function targetNames(file: string): readonly string[] {
  try {
    const { value } = readTargetsDocument(file, file);
    const targets = isObject(value) ? value["targets"] : undefined;
    return isObject(targets) ? [...Object.keys(targets), "all"] : [];
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}
