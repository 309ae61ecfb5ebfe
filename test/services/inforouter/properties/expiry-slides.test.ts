import { expect, test } from "vitest";
import { complaints, judged, moved, rulesOf } from "../../../properties/relation/judged.ts";
import { recorder } from "../../../wire/servers.ts";

const RULES = rulesOf("expiry-slides");

test.concurrent.each(["documented", "classic", "current", "austere", "lenient"])(
  "the expiry of a ticket slides on the dialect %s",
  async (dialect) => {
    const { verdicts } = await judged(RULES, { dialect });
    expect(complaints(verdicts)).toEqual([]);
  },
);

test.concurrent("a server on which it stays is found out", async () => {
  const { verdicts } = await judged(RULES, { faults: ["expiry-does-not-slide"] });
  expect(verdicts.map(({ verdict }) => verdict)).toContain("fail");
});

test.concurrent("nothing is said of a server on which looking moves it", async () => {
  const { verdicts } = await judged(RULES, { faults: ["is-valid-ticket-extends-it"] });
  expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(["inconclusive"]));
});

test.concurrent("a server that always says the same passes not", async () => {
  const body = '<root success="true" ticket="x" expireOn="2030-01-01T00:00:00Z"/>';
  const { baseUrl } = await recorder(() => ({ body, headers: { "content-type": "text/xml" } }));
  const { verdicts } = await judged(RULES, {}, { change: (target) => moved(target, baseUrl) });
  expect(verdicts.filter(({ verdict }) => verdict === "pass")).toEqual([]);
});
