import { expect, test } from "vitest";
import { judgeWith, SPECS } from "./judge-with.ts";

test.each([
  ["create-without-ticket", "inforouter.create-upload-handler.invalid-ticket"],
  ["anonymous-reads", "inforouter.get-download-handler.invalid-ticket"],
])("in %s the owner removes what a call with no good ticket has made", async (dialect, id) => {
  const rules = SPECS.rules.filter((rule) => rule.id === id);
  const { verdicts, leftovers } = await judgeWith(rules, { dialect }, { runs: 5 });
  expect(verdicts).not.toEqual([]);
  expect(leftovers).toEqual([]);
});
