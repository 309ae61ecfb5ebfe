import { expect, test } from "vitest";
import { judgeWith, SPECS } from "../run/judge-with.ts";
import { sampled } from "../sampled.ts";

/** What a long case of a rule comes to over its first binding, beside one ordinary case. */
async function crowd(id: string, faults: readonly string[]) {
  const rule = SPECS.rules.find((one) => one.id === id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  const over = { ...rule, bindings: rule.bindings.slice(0, 1) };
  const { verdicts, leftovers } = await judgeWith([over], { faults }, { runs: 1, long: true });
  const [verdict] = verdicts;
  const failure = verdict?.failures.find(({ counterexample }) => "load" in counterexample);
  return { verdict, leftovers, failure };
}

const UPLOADS = "inforouter.delete-upload-handler.among-other-calls";
const IN_A_ROW = "inforouter.create-upload-handler.amid-a-crowd";
const API = "apidatatools.delete-upload.deletes-together";
const TUS = "tus.patch.race-patches";

test.each(sampled([UPLOADS, IN_A_ROW, API, TUS], { oneIn: 3, name: (id) => id }))(
  "a crowd holds on a server that is right: %s",
  async (id) => {
    const { verdict, leftovers } = await crowd(id, []);
    expect(verdict).toMatchObject({ verdict: "pass", failures: [] });
    expect(verdict?.requests).toBeGreaterThan(100);
    expect(leftovers).toEqual([]);
  },
);

test("a crowd of ordinary size shows by a MUST that users are mixed up", async () => {
  const rule = SPECS.rules.find(({ id }) => id === IN_A_ROW);
  if (!rule) throw new Error(`there is no rule ${IN_A_ROW}`);
  const over = { ...rule, bindings: rule.bindings.slice(0, 1) };
  const faults = ["current-user-is-one-for-all"] as const;
  const { verdicts } = await judgeWith([over], { faults }, { runs: 1, shrink: false });
  expect(rule.level).toBe("MUST");
  expect(verdicts).toMatchObject([{ verdict: "fail" }]);
  expect(verdicts[0]?.failures[0]?.expected.join()).toContain("each answer follows");
});

const MIXED_UP = [
  "concurrent-deletes-fail",
  "user-of-last-call-is-used",
  "chunks-share-a-buffer",
  "current-user-is-one-for-all",
];

test.each(sampled(MIXED_UP, { oneIn: 4, name: (fault) => fault }))(
  "among thousands of calls the few are shown that prove %s",
  async (fault) => {
    const { verdict, failure, leftovers } = await crowd(UPLOADS, [fault]);
    expect(verdict?.verdict).toBe("fail");
    expect(failure?.actual).toMatch(/^among \d+ calls of \d+ handlers, no order explains /);
    expect(failure?.history?.some(({ unexplained }) => unexplained)).toBe(true);
    expect(failure?.steps.length).toBeLessThan(30);
    expect(leftovers).toEqual([]);
  },
);
