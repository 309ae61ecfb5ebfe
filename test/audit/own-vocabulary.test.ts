import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type AuditOptions, audit, fc, type OwnCheck, UsageError } from "../../src/index.ts";
import { emptyFolder } from "../cli/assay.ts";

const RULES = `
service: inforouter
operation: DeleteUploadHandler
document: { title: Our handbook }
rules:
  - id: inforouter.delete-upload-handler.own-names
    level: MUST
    statements: [DUH-07]
    source: Handlers 1
    title: A name that is no handler is refused in few words
    forAll: { name: { generator: own.name, prefix: acme } }
    steps:
      - call: DeleteUploadHandler
        with: { UploadHandler: $name }
        then: THEN
    control:
      title: a handler that was never issued is deleted
      steps:
        - call: DeleteUploadHandler
          with: { UploadHandler: $unissued }
          expect: accepted
`;

const few: OwnCheck = (most, answer) => {
  const error = answer.kind === "element" ? (answer.attributes["error"] ?? "") : "";
  if (error.length <= Number(most)) return [];
  return [{ expected: `an error of ${most} letters at most`, actual: `${error.length} letters` }];
};

async function judge(then: string, options: AuditOptions = {}) {
  const cwd = await emptyFolder();
  await mkdir(join(cwd, "rules"));
  await writeFile(join(cwd, "rules", "own.yaml"), RULES.replace("THEN", then));
  const names: unknown[] = [];
  const sees: OwnCheck = (name) => {
    names.push(name);
    return [];
  };
  const { report } = await audit({
    cwd,
    targets: { sound: { embedded: true } },
    specs: ["rules"],
    select: { rule: ["own-names"], binding: ["get"] },
    seed: 1,
    runs: 20,
    generators: {
      "own.name": ({ prefix }) => fc.nat(99).map((number) => `${prefix}-${number}`),
    },
    checks: { few, sees },
    ...options,
  });
  return { rule: report.targets[0]?.rules[0], names };
}

describe("generators and checks of one's own", () => {
  test("make the inputs and judge the answers of rules that name them", async () => {
    const { rule } = await judge("{ success: false, few: 11 }");
    expect(rule).toMatchObject({ verdict: "pass", cases: 20 });
    const { rule: strict } = await judge("{ few: 5 }");
    expect(strict).toMatchObject({ verdict: "fail" });
    expect(strict?.failures[0]).toMatchObject({
      counterexample: { name: "acme-0" },
      expected: ["an error of 5 letters at most"],
      actual: "11 letters",
      reproduced: "3/3",
    });
  });

  test("get references resolved, and work among alternatives", async () => {
    const { rule, names } = await judge(
      "{ oneOf: [{ because: short, few: 5 }, { because: seen, sees: $name }] }",
    );
    expect(rule).toMatchObject({ verdict: "pass", alternatives: { seen: 20 } });
    expect(names.every((name) => /^acme-\d+$/.test(String(name)))).toBe(true);
    expect(new Set(names).size).toBeGreaterThan(5);
  });

  test("a name that nobody registered is a mistake of the rule file, with its place", async () => {
    const unknown = await judge("{ fw: 5 }").catch((error: unknown) => error);
    expect(String(unknown)).toMatch(
      /rules\/own\.yaml:15:17: unknown key "fw"[\s\S]*did you mean "few"/,
    );
    const missing = await judge("{ few: 5 }", { generators: {} }).catch((error: unknown) => error);
    expect(String(missing)).toMatch(/rules\/own\.yaml:11:\d+: unknown generator "own\.name"/);
  });

  test("cannot take the name of a built-in one", async () => {
    const options = {
      generators: { boolean: () => fc.nat() },
      checks: { success: few, "a b": few },
    };
    const clash = await judge("{ few: 5 }", options).catch((error: unknown) => error);
    expect(clash).toBeInstanceOf(UsageError);
    expect(String(clash)).toContain('"a b" cannot name a check');
    const { "a b": _, ...checks } = options.checks;
    const taken = await judge("{ few: 5 }", { ...options, checks }).catch(
      (error: unknown) => error,
    );
    expect(String(taken)).toContain('there is already a generator "boolean"');
    expect(String(taken)).toContain('there is already a check "success"');
  });

  test("that throw reject the audit: a bug of theirs is no verdict about a server", async () => {
    const bug = () => {
      throw new RangeError("oops");
    };
    const check = await judge("{ few: 5 }", { checks: { few: bug } }).catch(
      (error: unknown) => error,
    );
    expect(String(check)).toContain('the check "few" threw: oops');
    const wrong = { few: () => true } as unknown as Record<string, OwnCheck>;
    const list = await judge("{ few: 5 }", { checks: wrong }).catch((error: unknown) => error);
    expect(String(list)).toContain('"few" must return a list');
  });
});
