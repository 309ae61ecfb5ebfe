import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Rule } from "../../src/model/rule.ts";
import type { Target } from "../../src/model/target.ts";
import { probe } from "../../src/run/target/probe.ts";
import { judgeWith, SPECS } from "./judge-with.ts";

/** A rule that looks for the staged file of a deleted handler, and takes it for set-up that it is gone. */
const RULES: readonly Rule[] = SPECS.rules
  .filter(({ id }) => id === "inforouter.delete-upload-handler.discards-staged-file")
  .map((rule) => ({
    ...rule,
    steps: rule.steps.map((step) =>
      step.kind === "probe" && step.then ? { ...step, expect: step.then } : step,
    ),
  }));

test.each([
  ["holds where it is gone", {}, "pass", null],
  [
    "is undecided where it is still there: the probe does see the file",
    { faults: ["delete-upload-keeps-staged-file"] },
    "inconclusive",
    "the staged file should be absent by now, and is still there",
  ],
] as const)("set-up that a staged file is gone %s", async (_, server, verdict, reason) => {
  const { verdicts } = await judgeWith(RULES, server, { runs: 1 });
  expect(verdicts.map((one) => [one.verdict, one.reason])).toEqual(
    verdicts.map(() => [verdict, reason]),
  );
  expect(verdicts).toHaveLength(3);
});

test.each([
  ["ir178", "ir178.download", "present"],
  ["ir178", "IR178", "present"],
  ["ir178", "ir1780.download", "absent"],
  // Its digits alone are in this name by chance.
  ["ir178", "7f3a178c-d4e5-4789-abcd-ef0123456789.upload", "absent"],
  ["{7F3A178C-D4E5-4789-ABCD-EF0123456789}", "7f3a178cd4e54789abcdef0123456789.upload", "present"],
])("a file of %s is looked for: %s is it, %s", async (handler, name, found) => {
  const stagingDir = await mkdtemp(join(tmpdir(), "assay-probe-"));
  onTestFinished(() => rm(stagingDir, { recursive: true }));
  await writeFile(join(stagingDir, name), "");
  const target = { services: { inforouter: { probes: { stagingDir } } } } as unknown as Target;
  const { services } = SPECS;
  expect(await probe("staging", handler, "inforouter", { target, services })).toBe(found);
});
