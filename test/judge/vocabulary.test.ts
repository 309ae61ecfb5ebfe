import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CHECKS } from "../../src/judge/checks/checks.ts";
import { EXPRESSIONS } from "../../src/judge/checks/evaluate.ts";
import { CONDITIONS } from "../../src/judge/checks/match-value.ts";

interface Branch {
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Branch>>;
  readonly oneOf?: readonly Branch[];
  readonly items?: Branch;
  readonly $ref?: string;
}

const schema = JSON.parse(
  readFileSync(new URL("../../specs/schema/rules.schema.json", import.meta.url), "utf8"),
) as { readonly $defs: Readonly<Record<string, Branch>> };
const { checks, matcher, value } = schema.$defs;

/** The branches that a branch offers, those that it refers to included. */
function offered(branch: Branch | undefined): readonly Branch[] {
  const found = branch?.$ref ? schema.$defs[branch.$ref.split("/").at(-1) ?? ""] : branch;
  return found?.oneOf ? found.oneOf.flatMap(offered) : found ? [found] : [];
}

function namesOf(branch: Branch | undefined): readonly string[] {
  return Object.keys(branch?.properties ?? {}).sort();
}

it("the checks are those of the schema", () => {
  expect(Object.keys(CHECKS).sort()).toEqual(namesOf(checks));
});

it("an alternative can say each check but agree, which stands alone, and oneOf itself", () => {
  const alone = ["agree", "oneOf"];
  const wanted = [
    ...Object.keys(CHECKS).filter((name) => !alone.includes(name)),
    "because",
    "editions",
  ];
  expect(namesOf(checks?.properties?.["oneOf"]?.items)).toEqual(wanted.sort());
});

it("the conditions of matchers are those of the schema", () => {
  const conditions = matcher?.oneOf?.find(({ properties }) => properties);
  expect(Object.keys(CONDITIONS).sort()).toEqual(namesOf(conditions));
});

it("the expressions are those of the schema", () => {
  const keys = offered(value).flatMap(({ required }) => required?.slice(0, 1) ?? []);
  expect(Object.keys(EXPRESSIONS).sort()).toEqual([...keys].sort());
});
