import { expect, test } from "vitest";
import { judgeWith, SPECS } from "./judge-with.ts";

const RULES = SPECS.rules
  .filter(({ id }) => id.endsWith("delete-upload-handler.after-broken-bodies"))
  .map((rule) => ({ ...rule, bindings: rule.bindings.slice(0, 1) }));

test("a server that serves nobody any more after bodies that broke off fails, and is not called flaky", async () => {
  const { verdicts } = await judgeWith(RULES, { faults: ["cut-bodies-use-up-pool"] });
  expect(verdicts).toMatchObject([{ verdict: "fail", failures: [{ reproduced: "3/3" }] }]);
});

test("a server that goes on serving passes", async () => {
  const { verdicts } = await judgeWith(RULES, {});
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(["pass"]);
});
