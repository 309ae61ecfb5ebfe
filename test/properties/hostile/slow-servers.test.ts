import { expect, test } from "vitest";
import { claimOf, complaints, judged, rulesOf } from "../relation/judged.ts";

const RULES = rulesOf("hostile-");

test.each(["cut-body-slows-server", "soap-expands-without-limit"])(
  "a server that is slow after or during an attack is found out: %s",
  async (name) => {
    const { verdicts } = await judged([claimOf(name, RULES)], { faults: [name] });
    const [failure] = verdicts.flatMap(({ failures }) => failures);
    expect(failure, complaints(verdicts).join("; ")).toMatchObject({ reproduced: "3/3" });
    expect(failure?.actual).toMatch(/\d{4} ms/);
  },
);
