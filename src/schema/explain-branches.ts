import type { ErrorObject } from "ajv";
import { branchCost, OTHER_KIND, speaksFor } from "./branch-cost.ts";
import { describeSchema, describeTypes } from "./describe-schema.ts";
import { errorPath } from "./error-path.ts";
import type { Explaining, Finding, Trial } from "./finding.ts";
import { knownKeys } from "./known-keys.ts";
import { listed } from "./listed.ts";
import { ownErrors } from "./own-errors.ts";
import { isObject } from "./schema-object.ts";
import { showPath } from "./show-value.ts";
import { withoutQuotes } from "./without-quotes.ts";
import { notAllowed, wrongValue } from "./wrong-value.ts";

interface Attempt {
  readonly trial: Trial;
  readonly own: readonly ErrorObject[];
  readonly cost: number;
}

/**
 * Why no branch of an `anyOf` or `oneOf` fits: the errors of the branch that was meant, or, when
 * nothing says which one that was, what the branches ask for.
 */
export function explainBranches(
  error: ErrorObject,
  trial: Trial,
  explaining: Explaining,
  explain: (trial: Trial, explaining: Explaining) => readonly Finding[],
): readonly Finding[] {
  const path = errorPath(error, trial);
  const passing: unknown = error.params["passingSchemas"];
  if (Array.isArray(passing)) return [ambiguous(error, path, passing, explaining)];
  const attempts = attemptsOf(error, path, explaining);
  const choice = sharedChoice(attempts);
  if (choice) return [choice];
  const [best] = attempts.toSorted((a, b) => a.cost - b.cost);
  const words = alternatives(error, explaining, () => true);
  const meant = best && best.cost < OTHER_KIND && speaksFor(best.trial, explaining);
  const telling = words !== "" && !(isObject(error.data) && words === describeTypes("object"));
  if (!best || (!meant && telling)) {
    const [hint] = attempts.flatMap(({ own }) =>
      own.flatMap((inner) => withoutQuotes(inner) ?? []),
    );
    return [wrongValue(error, path, `must be ${words}`, hint)];
  }
  const others = attempts.filter((attempt) => attempt !== best);
  return explain(best.trial, explaining).map((finding) =>
    foreignKey(finding, best.trial, others, explaining),
  );
}

function attemptsOf(
  error: ErrorObject,
  path: Trial["path"],
  explaining: Explaining,
): readonly Attempt[] {
  const branches = [error.schema].flat();
  const uri = error.parentSchema && explaining.index.uriOf(error.parentSchema);
  if (uri === undefined) return [];
  return branches.flatMap((schema, number) => {
    if (schema === false) return [];
    const errors = explaining.tryBranch(`${uri}/${error.keyword}/${number}`, error.data);
    const trial: Trial = { schema, path, value: error.data, errors };
    const own = ownErrors(trial, explaining);
    return { trial, own, cost: branchCost(trial, own, explaining) };
  });
}

/** When every branch only takes certain values at the same place, what is wrong is that value. */
function sharedChoice(attempts: readonly Attempt[]): Finding | undefined {
  const [first, ...others] = attempts.map(({ own }) => own.filter(isChoice));
  for (const error of first ?? []) {
    const same = others.map((own) =>
      own.find((other) => other.instancePath === error.instancePath),
    );
    const found = same.filter((other) => other !== undefined);
    const trial = attempts[0]?.trial;
    if (trial && others.length > 0 && found.length === others.length) {
      const allowed = [error, ...found].flatMap(valuesOf);
      return notAllowed(error, errorPath(error, trial), [...new Set(allowed)]);
    }
  }
  return undefined;
}

function isChoice(error: ErrorObject): boolean {
  return (
    (error.keyword === "const" || error.keyword === "enum") && error.propertyName === undefined
  );
}

function valuesOf(error: ErrorObject): readonly unknown[] {
  return [error.params["allowedValues"] ?? error.params["allowedValue"]].flat();
}

function alternatives(
  error: ErrorObject,
  { index }: Explaining,
  selected: (branch: number) => boolean,
): string {
  const branches = [error.schema].flat().filter((_, number) => selected(number));
  const words = branches.flatMap((branch) => describeSchema(branch, index) ?? []);
  return listed([...new Set(words)], "or");
}

function ambiguous(
  error: ErrorObject,
  path: Trial["path"],
  passing: readonly unknown[],
  explaining: Explaining,
): Finding {
  const words = alternatives(error, explaining, (branch) => passing.includes(branch));
  return { path, part: "key", message: `${showPath(path)} can only be one of ${words}` };
}

/** A key that another branch knows is not unknown: it does not go with the rest. */
function foreignKey(
  finding: Finding,
  chosen: Trial,
  others: readonly Attempt[],
  { index }: Explaining,
): Finding {
  const key = finding.unknown;
  const here = finding.path.length === chosen.path.length + 1;
  const elsewhere = others.some(({ trial }) => knownKeys(trial.schema, index).includes(key ?? ""));
  if (key === undefined || !here || !elsewhere || !isObject(chosen.value)) return finding;
  const present = Object.keys(chosen.value);
  const beside = knownKeys(chosen.schema, index).filter((known) => present.includes(known));
  if (beside.length === 0) return finding;
  const rest = listed(
    beside.map((name) => JSON.stringify(name)),
    "and",
  );
  const { hint: _, ...kept } = finding;
  return { ...kept, message: `${JSON.stringify(key)} cannot be combined with ${rest}` };
}
