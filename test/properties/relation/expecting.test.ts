import { expect, test } from "vitest";
import { complaints, judged, rulesOf } from "./judged.ts";

const [RULE] = rulesOf("relation-expecting").filter(({ operation }) =>
  operation.startsWith("Delete"),
);
const [EQUAL] = rulesOf("relation-equivalent").filter(({ operation }) =>
  operation.startsWith("Delete"),
);
if (!RULE || !EQUAL) throw new Error("a delete has both rules");

test("a server that refuses an expectation breaks a SHOULD, and nothing that is a MUST", async () => {
  const server = { faults: ["expect-continue-is-417"] } as const;
  const { verdicts } = await judged([RULE], server);
  expect(RULE.level).toBe("SHOULD");
  expect(verdicts.map(({ binding, verdict }) => [binding, verdict])).toEqual([
    ["post", "fail"],
    ["soap11", "fail"],
  ]);
  expect(verdicts[0]?.failures[0]?.actual).toContain("417");
  expect(complaints((await judged([EQUAL], server)).verdicts)).toEqual([]);
});

test("a server that answers one with 100, or with the answer itself, keeps it", async () => {
  expect(complaints((await judged([RULE], {})).verdicts)).toEqual([]);
});
