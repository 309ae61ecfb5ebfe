import { expect, test } from "vitest";
import { DIALECTS } from "../../../reference/dialects.ts";
import { judgeWith } from "../../run/judge-with.ts";
import { sampled } from "../../sampled.ts";
import { MODEL_RULES } from "./rules.ts";

const TODAY = sampled(
  // Those that concern another service alone are as the default one here.
  DIALECTS.filter(({ services }) => services === undefined).map(({ name }) => name),
  { oneIn: 8, name: (dialect) => dialect },
);

test.each(TODAY)(
  "the legal dialect %s holds every model, and is left as it was found",
  async (dialect) => {
    const { verdicts, leftovers } = await judgeWith(MODEL_RULES, { dialect }, { runs: 15 });
    expect(verdicts.map(({ rule, verdict, reason }) => ({ rule, verdict, reason }))).toEqual(
      MODEL_RULES.map(({ id }) => ({ rule: id, verdict: "pass", reason: null })),
    );
    expect(leftovers).toEqual([]);
  },
);
