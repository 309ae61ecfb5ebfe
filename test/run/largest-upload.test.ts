import { expect, test } from "vitest";
import { judgeWith, SPECS } from "./judge-with.ts";

const RULE = SPECS.rules.filter(({ id }) =>
  id.endsWith("create-upload-handler.chunks-of-asked-size"),
);

test("what is larger than the target allows to be sent is not applicable, and says so", async () => {
  const { verdicts } = await judgeWith(
    RULE,
    {},
    {
      change: (target) => ({ ...target, limits: { ...target.limits, maxUploadBytes: 1_000_000 } }),
    },
  );
  expect(verdicts).not.toEqual([]);
  for (const { verdict, reason } of verdicts) {
    expect(verdict).toBe("not-applicable");
    expect(reason).toMatch(
      /^the target's limits\.maxUploadBytes, 1000000, are fewer than \d+ bytes$/,
    );
  }
});
