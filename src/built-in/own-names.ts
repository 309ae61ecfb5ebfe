import { type Problem, UsageError } from "../model/errors.ts";

/** How a name can stand in a rule file. */
const NAME = /^[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*$/;

/** Names that somebody gives to what rules may name. */
export interface OwnNames {
  /** `generator`, `check`, `property` */
  readonly what: string;
  readonly names: readonly string[];
  /** Those that there are already. */
  readonly taken: readonly string[];
}

/** @throws UsageError (`name-malformed`, `name-taken`) with all names of a kind that cannot be used */
export function checkOwnNames(own: readonly OwnNames[]): void {
  refuse("name-malformed", own.flatMap(malformed));
  refuse("name-taken", own.flatMap(clashes));
}

function malformed({ what, names }: OwnNames): readonly Problem[] {
  return names
    .filter((name) => !NAME.test(name))
    .map((name) => ({
      message: `${JSON.stringify(name)} cannot name a ${what}`,
      hint: "use letters and digits, with dots or dashes between them: my.guid",
    }));
}

function clashes({ what, names, taken }: OwnNames): readonly Problem[] {
  return names
    .filter((name) => taken.includes(name))
    .map((name) => ({
      message: `there is already a ${what} "${name}"`,
      hint: `choose another name: my.${name}`,
    }));
}

function refuse(code: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new UsageError(code, problems);
}
