import { afterAll, beforeAll, expect, test } from "vitest";
import { type ReferenceServer, startReferenceServer } from "../../reference/server.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { packageRoot } from "../../src/config/files/package-root.ts";
import { readSpecs } from "../../src/config/files/read-specs.ts";
import type { UnitVerdict } from "../../src/model/unit.ts";
import { bindingSets } from "../../src/rules/select/plan-units.ts";
import { judgeUnit } from "../../src/run/case/judge-unit.ts";
import { openBuiltIn, targetOf } from "../run/open-reference.ts";
import { BUILT_IN, compiled } from "./built-in-specs.ts";

const PACK = compiled(readSpecs(["examples/rule-pack"], packageRoot()));
const builtIn = new Set(BUILT_IN.rules.map(({ id }) => id));
const own = PACK.rules.filter(({ id }) => !builtIn.has(id));

/** Cases of each generated rule. */
const RUNS = 5;

async function judge(server: ReferenceServer, id: string): Promise<readonly UnitVerdict[]> {
  const rule = own.find((rule) => rule.id === id);
  if (!rule) throw new Error(`the pack has no rule ${id}`);
  const target = { ...targetOf(server), safety: "sandbox" } as const;
  const { operations, services } = PACK;
  const open = await openBuiltIn(target, { operations, services });
  try {
    const verdicts: UnitVerdict[] = [];
    for (const bindings of bindingSets(rule, undefined)) {
      verdicts.push(await judgeUnit({ open, rule, bindings, runs: RUNS, vocabulary: VOCABULARY }));
    }
    expect(open.leftovers.words()).toEqual([]);
    expect(verdicts).not.toEqual([]);
    return verdicts;
  } finally {
    await open.close();
  }
}

let server: ReferenceServer;
beforeAll(async () => {
  server = await startReferenceServer();
});
afterAll(() => server.close());

test("the pack adds rules, statements and an operation to the built-in ones, and changes none", () => {
  expect(PACK.rules.filter(({ id }) => builtIn.has(id))).toEqual(BUILT_IN.rules);
  expect(own.length).toBeGreaterThan(5);
  expect(Object.keys(PACK.operations["apidatatools"] ?? {})).toContain("ListMyUploads");
  expect(PACK.statements["GW-01"]).toMatchObject({ level: "MUST" });
  expect(PACK.digest).not.toBe(BUILT_IN.digest);
});

test("every statement of the pack is carried by one of its rules", () => {
  const carried = new Set(own.flatMap(({ statements }) => statements));
  const added = Object.keys(PACK.statements).filter((id) => !(id in BUILT_IN.statements));
  expect(added.filter((id) => !carried.has(id))).toEqual([]);
});

test.each(own.map(({ id, level }) => [id, level]))(
  "the fault-free server conforms to %s",
  async (id, level) => {
    for (const { binding, verdict, reason, cases } of await judge(server, id)) {
      const expected = level === "MAY" ? "observed" : "pass";
      expect({ binding, verdict, reason }).toEqual({ binding, verdict: expected, reason: null });
      expect(cases).toBeGreaterThan(0);
    }
  },
);

test("the MAY rule says in words what the server does", async () => {
  const [verdict] = await judge(server, "inforouter.is-valid-ticket.gw-odd-tickets");
  expect(verdict?.observed).toEqual({
    "ticket: unknown": "refused: [901]",
    "ticket: empty": "refused: [901]",
    "ticket: missing": "refused: [901]",
  });
});

const CLAIMS = own.flatMap(({ id, faults }) => faults.map((fault) => ({ id, fault })));

test.each(CLAIMS)("$id finds the fault $fault", async ({ id, fault }) => {
  const broken = await startReferenceServer({ faults: [fault] });
  try {
    const verdicts = await judge(broken, id);
    expect(verdicts.map(({ verdict }) => verdict)).toContain("fail");
  } finally {
    await broken.close();
  }
});
