import { expect, test } from "vitest";
import { DIALECTS } from "../../reference/dialects.ts";
import { planJobs } from "../../src/prove/plan-jobs.ts";
import { planProof } from "../../src/prove/plan-proof.ts";
import { fault, plan, rule } from "./proof-parts.ts";

const RULES = [
  rule("a", { faults: ["f"] }),
  rule("b"),
  rule("c", { tags: ["hostile"] }),
  rule("d", { level: "MAY" }),
];
const SELECTION = { seeds: 3, runs: 10, claimsOnly: false, narrowedRules: false };

test("each fault is tried with each seed by those who claim it, and once by the others", () => {
  const jobs = planJobs(plan({ rules: RULES, faults: [fault("f")], seeds: [1, 2] }));
  expect(jobs).toEqual([
    {
      kind: "fault",
      fault: "f",
      dialect: "documented",
      seed: 1,
      chunks: "base64-form",
      claims: ["a"],
      others: ["b"],
      shrink: true,
      othersLast: false,
    },
    {
      kind: "fault",
      fault: "f",
      dialect: "documented",
      seed: 2,
      chunks: "base64-form",
      claims: ["a"],
      others: [],
      shrink: false,
      othersLast: false,
    },
  ]);
});

test("where only claims are proven the smallest case is looked for with each seed", () => {
  const about = { rules: RULES, faults: [fault("f")], seeds: [1, 2], claimsOnly: true };
  expect(planJobs(plan(about))).toMatchObject([{ shrink: true }, { shrink: true }]);
});

test("a dialect is judged by every rule with every seed, a null server by those that can fail", () => {
  const dialects = [{ name: "x", description: "", reasons: {}, http: { multipart: true } }];
  const nullServers = [{ name: "echo", title: "" }] as const;
  const jobs = planJobs(plan({ rules: RULES, dialects, nullServers, seeds: [1, 2] }));
  expect(jobs).toMatchObject([
    { kind: "null-server", server: "echo", rules: ["a", "b", "c"] },
    { kind: "dialect", dialect: "x", seed: 1, chunks: "base64-form", rules: ["a", "b", "c", "d"] },
    { kind: "dialect", dialect: "x", seed: 2, chunks: "multipart" },
  ]);
});

test("what concerns one service is judged by that service's rules only", () => {
  const rules = [rule("a", { service: "one", faults: ["f"] }), rule("b", { service: "two" })];
  const services = ["one"];
  const dialect = { name: "x", description: "", reasons: {}, http: { multipart: false }, services };
  const faults = [{ ...fault("f"), services }];
  const jobs = planJobs(plan({ rules, dialects: [dialect], faults, seeds: [1] }));
  expect(jobs).toMatchObject([
    { kind: "dialect", rules: ["a"] },
    { kind: "fault", claims: ["a"], others: [] },
  ]);
  const others = planJobs(plan({ rules: rules.slice(1), dialects: [dialect], faults }));
  expect(others).toEqual([]);
});

test("naming none takes everything; naming one leaves out the other kinds", () => {
  const all = planProof(RULES, SELECTION);
  expect(all.seeds).toEqual([1, 2, 3]);
  expect(all.narrowed).toEqual({ rules: false, faults: false });
  expect(all.faults.length).toBeGreaterThan(150);
  expect([all.dialects.length, all.nullServers.length]).toEqual([DIALECTS.length, 12]);
  const one = planProof(RULES, { ...SELECTION, dialect: ["lenient"] });
  expect(one.dialects.map(({ name }) => name)).toEqual(["lenient"]);
  expect([one.faults.length, one.nullServers.length]).toEqual([0, 0]);
});

test.each([
  [{ fault: ["clamp-is-anounced"] }, 'no fault "clamp-is-anounced"', "clamp-is-announced"],
  [{ dialect: ["lenent"] }, 'no dialect "lenent"', "lenient"],
  [{ nullServer: ["ecco"] }, 'no null server "ecco"', "echo"],
])("a name that does not exist is refused with a guess: %j", (names, message, guess) => {
  expect(() => planProof(RULES, { ...SELECTION, ...names })).toThrow(
    expect.objectContaining({
      problems: [{ message, hint: expect.stringContaining(guess) }],
    }),
  );
});

test("a dialect is judged by its edition too, and by that alone where it contradicts what binds by default", () => {
  const dialects = DIALECTS.filter(({ name }) => name === "edition-8" || name === "edition-9");
  const rules = [rule("a"), rule("b", { notIn: ["8.0"] })];
  const jobs = planJobs(plan({ rules, dialects, seeds: [1] })).flatMap((job) =>
    job.kind === "dialect" ? [[job.dialect, job.edition, job.rules]] : [],
  );
  expect(jobs).toEqual([
    ["edition-8", "8.0", ["a"]],
    ["edition-9", null, ["a", "b"]],
    ["edition-9", "9.0", ["a", "b"]],
  ]);
});
