import { expect, test } from "vitest";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { doFaultJob } from "../../src/prove/do-fault-job.ts";
import type { FaultJob } from "../../src/prove/proof-job.ts";
import { createReach, type Reach } from "../../src/prove/reach.ts";
import { REFERENCE_BENCH } from "../../src/prove/reference-bench.ts";
import { SPECS } from "../run/judge-with.ts";

test("what is not known may reach every fault", () => {
  expect(createReach().mayAsk("a rule", "f")).toBe(true);
});

test("a judgement reaches the faults that a server was asked for during it, and no other", () => {
  const reach = createReach();
  reach.learn("a rule", "f", new Set(["g"]));
  expect(["f", "g"].map((fault) => reach.mayAsk("a rule", fault))).toEqual([false, true]);
  expect(reach.mayAsk("another rule", "f")).toBe(true);
});

test("a server that was asked for its own fault teaches nothing: a right one may go on otherwise", () => {
  const reach = createReach();
  reach.learn("a rule", "f", new Set(["f"]));
  expect(reach.mayAsk("a rule", "g")).toBe(true);
});

/** A rule of one binding, which calls the second service only. */
const ELSEWHERE = "apidatatools.delete-upload.missing-id";

test.each([
  ["is left out where another rule finds it", "size-inside-limits", []],
  ["is tried all the same where no rule finds it", undefined, [ELSEWHERE]],
])("a rule that comes nowhere near a fault %s", async (_, claiming, expected) => {
  const reach = createReach();
  const claims = claiming === undefined ? [] : [`inforouter.create-upload-handler.${claiming}`];
  expect(await tried({ fault: "create-ignores-asked-size", claims }, reach)).toEqual([ELSEWHERE]);
  expect(await tried({ fault: "clamp-rounds-down", claims }, reach)).toEqual(expected);
});

test("a fault in what all rules have in common is looked for by all", async () => {
  const reach = createReach();
  const claims = ["inforouter.authenticate-user.wrong-password"];
  await tried({ fault: "create-ignores-asked-size", claims }, reach);
  const fault = "login-accepts-any-password";
  expect(await tried({ fault, claims }, reach)).toEqual([ELSEWHERE]);
});

/** Which of the rules that do not claim a fault were judged on a server with it. */
async function tried(
  about: Pick<FaultJob, "fault" | "claims">,
  reach: Reach,
): Promise<readonly string[]> {
  const judged: string[] = [];
  const noting: Reach = {
    ...reach,
    learn: (judgement, fault, asked) => {
      judged.push(judgement.split(" ").find((word) => word.includes(".")) ?? judgement);
      reach.learn(judgement, fault, asked);
    },
  };
  const { signal } = new AbortController();
  const context = {
    specs: SPECS,
    vocabulary: VOCABULARY,
    bench: REFERENCE_BENCH,
    runs: 20,
    signal,
  };
  const job = {
    kind: "fault",
    dialect: "documented",
    seed: 1,
    chunks: "base64-form",
    shrink: false,
  } as const;
  await doFaultJob(
    { ...job, ...about, others: [ELSEWHERE], othersLast: false },
    { ...context, reach: noting },
  );
  return judged;
}
