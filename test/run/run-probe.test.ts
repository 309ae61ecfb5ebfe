import { expect, test } from "vitest";
import type { Rule } from "../../src/model/rule.ts";
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
