import { expect, test } from "vitest";
import { DEFAULT_DIALECT, selectDialect } from "../../reference/dialects.ts";
import type { Fault } from "../../reference/faults/fault.ts";
import { FAULTS } from "../../reference/faults.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { doFaultJob } from "../../src/prove/do-fault-job.ts";
import { createReach } from "../../src/prove/reach.ts";
import { REFERENCE_BENCH } from "../../src/prove/reference-bench.ts";
import { inEdition } from "../../src/rules/select/in-edition.ts";
import { judgeWith, SPECS } from "../run/judge-with.ts";
import { sampled } from "../sampled.ts";

/** Each case takes seconds: `assay prove` looks at them. */
const SLOW: readonly string[] = ["cut-body-slows-server", "soap-expands-without-limit"];

const claims = FAULTS.filter(({ name }) => !SLOW.includes(name)).map((fault: Fault) => ({
  name: fault.name,
  title: fault.title,
  kind: fault.class,
  chunks: fault.chunks ?? ("base64-form" as const),
  dialect: fault.dialect ?? DEFAULT_DIALECT,
  rules: SPECS.rules.filter(({ faults }) => faults.includes(fault.name)).map(({ id }) => id),
}));
const TODAY = sampled(
  claims.filter(({ rules }) => rules.length > 0),
  { oneIn: 10, name: ({ name }) => name, kind: ({ kind }) => kind },
).map((claim) => ({
  ...claim,
  // Some faults are in what all operations have in common: a rule of each operation would find them.
  rules: sampled(claim.rules, { oneIn: 5, name: (id) => id }),
}));

/** As `assay prove` does it, with one seed and without the rules that do not claim the fault. */
test.concurrent.each(TODAY)(
  "$name is found by every rule that claims it: $title",
  async ({ name, chunks, dialect, rules }) => {
    const { signal } = new AbortController();
    const how = { runs: 100, reach: createReach(), signal };
    const context = { specs: SPECS, vocabulary: VOCABULARY, bench: REFERENCE_BENCH, ...how };
    const job = {
      kind: "fault",
      fault: name,
      dialect,
      seed: 1,
      chunks,
      claims: rules,
      others: [],
      shrink: false,
      othersLast: true,
    } as const;
    const result = await doFaultJob(job, context);
    const missed = result.claims.filter(({ found }) => found === null);
    expect(
      missed.map(({ rule, verdict, reason }) => `${rule}: ${verdict} ${reason ?? ""}`),
      `a rule that claims ${name} does not find it: mend the rule, or take the fault from its \`faults\``,
    ).toEqual([]);
  },
);

const { edition, tus } = selectDialect(DEFAULT_DIALECT);
/** Extensions that a server announces, which a run asks it for, and this one does not. */
const notOffered: readonly string[] = selectDialect("tus-everything").tus.extensions.filter(
  (extension) => !tus.extensions.includes(extension),
);
const offered = inEdition(SPECS, edition).rules.filter(
  ({ needs }) => !needs.some((need) => notOffered.includes(need)),
);
const RULES = sampled(offered, {
  oneIn: 8,
  name: ({ id }) => id,
  kind: ({ operation }) => operation,
});

test("the server without faults passes every rule of its edition, and is left as it was found", async () => {
  const { verdicts, leftovers } = await judgeWith(RULES, {}, { runs: 3 });
  // A sample may have a rule that asks for what this target does not declare.
  const asksForMore = /^the target declares no /;
  const bad = verdicts.filter(
    ({ verdict, reason }) =>
      !["pass", "observed"].includes(verdict) &&
      !(verdict === "not-applicable" && asksForMore.test(reason ?? "")),
  );
  expect(bad.map(({ rule, binding, reason }) => `${rule} ${binding}: ${reason}`)).toEqual([]);
  expect(leftovers).toEqual([]);
});
