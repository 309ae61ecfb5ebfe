import { expect, test } from "vitest";
import type { FaultName } from "../../reference/faults.ts";
import { inEdition } from "../../src/rules/select/in-edition.ts";
import { sampled } from "../sampled.ts";
import { judgeWith, SPECS } from "./judge-with.ts";

/** The rules whose own time is what they measure are left to the other tests. */
const RULES = inEdition(SPECS, "2026-02").rules.filter(
  ({ service, tags }) => service === "inforouter" && !tags.includes("hostile"),
);

const ENVELOPE: readonly string[] = [
  "inforouter.create-upload-handler.failure-envelope",
  "inforouter.create-upload-handler.success-envelope",
  "inforouter.delete-download-handler.failure-envelope",
  "inforouter.delete-download-handler.success-envelope",
  "inforouter.delete-upload-handler.failure-envelope",
  "inforouter.delete-upload-handler.success-envelope",
];

const WRONG: Readonly<Partial<Record<FaultName, readonly string[]>>> = {
  "success-is-capitalised": ENVELOPE,
  "answers-have-child-elements": ENVELOPE,
  "login-ticket-in-other-case": ["inforouter.authenticate-user.success-attributes"],
};

/** Those that have to fail are always there. */
const TODAY = sampled(RULES, {
  oneIn: 8,
  name: ({ id }) => id,
  kind: ({ id, operation }) => (Object.values(WRONG).flat().includes(id) ? id : operation),
});

test.each(Object.entries(WRONG))(
  "with %s only the rules about that fail, and every other rule is judged",
  async (fault, rules) => {
    const options = { runs: 2, shrink: false } as const;
    const { verdicts } = await judgeWith(TODAY, { faults: [fault as FaultName] }, options);
    const failed = verdicts.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule);
    expect([...new Set(failed)].sort()).toEqual(rules);
    const open = verdicts.filter(({ verdict }) => !["pass", "fail", "observed"].includes(verdict));
    expect(open.map(({ rule, binding, reason }) => `${rule} ${binding}: ${reason}`)).toEqual([]);
  },
  120_000,
);
