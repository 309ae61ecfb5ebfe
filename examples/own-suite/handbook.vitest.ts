// For Vitest. Rules of one's own, with a generator and a check that rule files cannot express.
import { type Answer, audit, describeAnswer, fc, type Mismatch, summary } from "assay";
import { describe, expect, test } from "vitest";

/** Names as an old client sends them in place of a handler. */
const oldNames = () => fc.stringMatching(/^[a-z]{1,8}\.tmp$/);

/** `brief: 20` holds when the error has so many letters at most. */
function brief(most: unknown, answer: Answer): readonly Mismatch[] {
  const error = answer.kind === "element" ? answer.attributes["error"] : undefined;
  if (error !== undefined && error.length <= Number(most)) return [];
  return [{ expected: `an error of ${most} letters at most`, actual: describeAnswer(answer) }];
}

const handbook = {
  specs: ["rules"],
  cwd: import.meta.dirname,
  select: { rule: ["*.handbook-*"] },
  generators: { "old.name": oldNames },
  checks: { brief },
  runs: 20,
  seed: 1,
} as const;

describe("our handbook", () => {
  test("holds for the server", async ({ signal }) => {
    const targets = { mine: { embedded: true } } as const;
    const { report, outcome } = await audit({ ...handbook, targets, signal });
    expect(outcome, summary(report, { color: false })).toBe("conforms");
  });

  test("does not hold for a server that names its files", async ({ signal }) => {
    const targets = { broken: { embedded: { faults: ["delete-upload-shows-path"] } } };
    const { report, outcome } = await audit({ ...handbook, targets, signal });
    expect(outcome).toBe("violates");
    const failures = report.targets.flatMap(({ rules }) => rules.flatMap((rule) => rule.failures));
    expect(failures[0]?.expected).toEqual(["an error of 20 letters at most"]);
  });
});
