import { expect, test } from "vitest";
import { LEVELS } from "../../src/model/level.ts";
import { BUILT_IN, isOfTheDocuments } from "./built-in-specs.ts";

const { rules, statements, untested } = BUILT_IN;
const carried = new Set(rules.flatMap((rule) => rule.statements));

test("every statement of the four documents is carried by a rule, or says why not", () => {
  const lost = Object.values(statements)
    .filter(({ id }) => isOfTheDocuments(id) && !carried.has(id) && !(id in untested))
    .map(
      ({ id, text }) =>
        `${id} (${text}): add it to "statements" of a rule, or to "untested" with a reason, in the file of its operation in specs/`,
    );
  expect(lost).toEqual([]);
});

test("every reason for a statement without rule is one that a reader can judge", () => {
  const short = Object.entries(untested).filter(([, because]) => because.split(" ").length <= 3);
  expect(short).toEqual([]);
});

test.each(rules)("$id is no stricter than its statements", (rule) => {
  for (const id of rule.statements) {
    const level = statements[id]?.level;
    expect(level).toBeDefined();
    expect(LEVELS.indexOf(rule.level)).toBeGreaterThanOrEqual(LEVELS.indexOf(level ?? "MUST"));
  }
});

test("no statement of the documents is weaker in the rules than what it says", () => {
  const weaker = Object.values(statements)
    .filter(({ id }) => isOfTheDocuments(id) && !(id in untested))
    .filter(
      ({ id, level }) =>
        !rules.some((rule) => rule.statements.includes(id) && rule.level === level),
    )
    .map(({ id, level }) => `${id} is ${level}, and no ${level} rule carries it`);
  expect(weaker).toEqual([]);
});

test.each(rules)("$id says where in which document it stands", ({ source }) => {
  expect(source.where.trim()).not.toBe("");
  expect(source.document.trim()).not.toBe("");
  expect(source.url ?? "").toMatch(/^https:\/\//);
});
