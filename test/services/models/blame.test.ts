import { describe, expect, test } from "vitest";
import { buildReport } from "../../../src/judge/report/build-report.ts";
import type { StatementReport } from "../../../src/model/report.ts";
import type { Rule } from "../../../src/model/rule.ts";
import type { Target } from "../../../src/model/target.ts";
import type { UnitVerdict } from "../../../src/model/unit.ts";
import { judgeWith, SPECS } from "../../run/judge-with.ts";
import { sampled } from "../../sampled.ts";
import { MODEL_RULES } from "./rules.ts";

const UPLOADS = MODEL_RULES.find(({ property }) => property === "upload-model") as Rule;
/** Two faults of one rule, and what each of them breaks. */
const BROKEN = {
  "chunk-of-stranger-is-appended": ["CUH-22", "UFC-06", "FIN-01"],
  "delete-upload-twice-removes-document": ["DUH-16"],
} as const;
const FAULTS = Object.keys(BROKEN) as (keyof typeof BROKEN)[];
const SEEDS = sampled([1, 2, 3, 4, 5], { oneIn: 3, name: String });

/** The statements of the rule as a report of these verdicts has them. */
function statementsOf(verdicts: readonly UnitVerdict[]): Readonly<Record<string, StatementReport>> {
  const { targets } = buildReport({
    version: "1.0.0",
    run: {
      id: "run",
      startedAt: "2026-03-01T09:30:00.000Z",
      durationMs: 1000,
      seed: 1,
      complete: true,
      shard: null,
      command: "assay run",
    },
    specs: SPECS,
    selected: [{ rule: UPLOADS, bindings: verdicts.map(({ binding }) => binding) }],
    targets: [{ name: "reference", services: ["inforouter"], requests: 1, leftovers: [] }],
    verdicts,
  });
  return targets[0]?.statements ?? {};
}

function having(
  verdict: StatementReport["verdict"],
  statements: Readonly<Record<string, StatementReport>>,
): readonly string[] {
  return UPLOADS.statements.filter((id) => statements[id]?.verdict === verdict);
}

describe("a model rule that carries many statements", () => {
  test.each(FAULTS)("fails those that %s breaks, and no others", async (fault) => {
    const { verdicts } = await judgeWith([UPLOADS], { faults: [fault] });
    const statements = statementsOf(verdicts);
    expect(having("fail", statements)).toEqual(BROKEN[fault]);
    expect([...having("fail", statements), ...having("pass", statements)].sort()).toEqual(
      [...UPLOADS.statements].sort(),
    );
  });

  test("tells two faults of one server apart", async () => {
    const { verdicts } = await judgeWith([UPLOADS], { faults: FAULTS });
    const failures = verdicts.flatMap((verdict) => verdict.failures);
    expect(new Set(failures.map(({ id }) => id)).size).toBe(FAULTS.length);
    expect(failures.map(({ statements }) => statements).sort()).toEqual(
      FAULTS.map((fault) => BROKEN[fault]).sort(),
    );
    expect([...having("fail", statementsOf(verdicts))].sort()).toEqual(
      FAULTS.flatMap((fault) => BROKEN[fault]).sort(),
    );
  });

  test("says of a statement that was never exercised that it was not judged", async () => {
    const change = (target: Target): Target => {
      const text = JSON.stringify(target);
      const copy = JSON.parse(text) as { services: { inforouter: { operations: object } } };
      copy.services.inforouter.operations = { absent: ["LogOut", "DownloadDocument"] };
      return copy as unknown as Target;
    };
    const { verdicts } = await judgeWith([UPLOADS], {}, { change, runs: 30 });
    const statements = statementsOf(verdicts);
    expect(having("fail", statements)).toEqual([]);
    // Without LogOut no ticket is logged out, and without DownloadDocument no upload is finalized.
    expect(having("inconclusive", statements)).toEqual(
      expect.arrayContaining(["AUT-03", "FIN-01", "FIN-02", "DUH-15", "DUH-16"]),
    );
    expect(having("pass", statements)).toEqual(expect.arrayContaining(["DUH-01", "UFC-01"]));
    expect(statements["FIN-01"]?.reason).toBe(`${UPLOADS.id} judged nothing about it`);
  });
});

describe("with several seeds", () => {
  test.concurrent.each(sampled(FAULTS, { oneIn: 2, name: String }))(
    "%s has one signature and one id",
    async (fault) => {
      const failures = await Promise.all(
        SEEDS.map(async (seed) => {
          const { verdicts } = await judgeWith([UPLOADS], { faults: [fault] }, { seed });
          return verdicts.flatMap((verdict) => verdict.failures);
        }),
      );
      for (const ofSeed of failures) expect(ofSeed).not.toEqual([]);
      expect(new Set(failures.flat().map(({ id }) => id)).size).toBe(1);
      const [signature, ...others] = new Set(failures.flat().map((one) => one.signature));
      expect(others).toEqual([]);
      expect(signature).toMatch(new RegExp(`^${BROKEN[fault].join(" ")} expected .*, got .*`));
    },
  );
});
