import { expect, test } from "vitest";
import { judgeWith, SPECS } from "./judge-with.ts";

/** The first failure of a rule on a server that keeps every handler that is deleted. */
async function failureOf(id: string) {
  const rules = SPECS.rules.filter((rule) => rule.id === id);
  const faults = ["delete-upload-is-a-no-op"] as const;
  const { verdicts } = await judgeWith(rules, { faults }, { runs: 3, shrink: false });
  return verdicts.flatMap(({ failures }) => failures)[0];
}

test("a look behind the server is told by what it found, not by the answer before it", async () => {
  expect(await failureOf("inforouter.delete-upload-handler.discards-staged-file")).toMatchObject({
    signature: "DUH-01 expected the staged file to be absent, got present",
    expected: ["the staged file to be absent"],
    actual: "present",
  });
});

test("a race says nothing of calls one after the other, which it did not try", async () => {
  const race = SPECS.rules.find(({ property }) => property === "race-delete-among-chunks");
  expect((await failureOf(race?.id ?? ""))?.curl).toBe(
    "# This case has several calls in flight at the same time, which a shell line cannot repeat: use assay replay.",
  );
});
