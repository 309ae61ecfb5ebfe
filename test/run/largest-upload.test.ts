import { expect, test } from "vitest";
import { judgeWith, SPECS } from "./judge-with.ts";

const RULE = SPECS.rules.filter(({ id }) =>
  id.endsWith("create-upload-handler.chunks-of-asked-size"),
);

async function judgedWith(maxUploadBytes: number) {
  const { verdicts } = await judgeWith(
    RULE,
    {},
    { change: (target) => ({ ...target, limits: { ...target.limits, maxUploadBytes } }) },
  );
  expect(verdicts).not.toEqual([]);
  return verdicts;
}

test("what is larger than the target allows to be sent is not applicable, and says so", async () => {
  for (const { verdict, reason } of await judgedWith(500_000)) {
    expect(verdict).toBe("not-applicable");
    expect(reason).toBe("the target's limits.maxUploadBytes, 500000, are fewer than 524288 bytes");
  }
});

test("what is not larger is judged all the same", async () => {
  for (const { verdict } of await judgedWith(600_000)) expect(verdict).toBe("pass");
});
