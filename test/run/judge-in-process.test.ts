import { expect, test } from "vitest";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { buildTarget } from "../../src/config/targets/build-target.ts";
import { judgeInProcess } from "../../src/run/campaign/judge-in-process.ts";
import { runCampaign } from "../../src/run/campaign/run-campaign.ts";
import { newTag } from "../../src/run/target/open-target.ts";
import { SPECS } from "./judge-with.ts";

const CHEAP = "inforouter.delete-upload-handler.get";
const SPREAD = "inforouter.delete-upload-handler.malformed-guid";
const OF_ANOTHER = "apidatatools.delete-upload.invalid-key";

test("without Vitest the same plan is judged in the same order as with it", async () => {
  const verdicts: { readonly rule: string; readonly cases: number }[] = [];
  const { services } = SPECS;
  const limits = { concurrency: 1 };
  await runCampaign({
    specs: SPECS,
    rules: [OF_ANOTHER, SPREAD, CHEAP].map((id) => {
      const rule = SPECS.rules.find((one) => one.id === id);
      if (!rule) throw new Error(`there is no rule ${id}`);
      return rule;
    }),
    adapters: VOCABULARY.adapters,
    targets: [buildTarget("one", { embedded: true, limits }, { folder: process.cwd(), services })],
    runs: 30,
    effort: { vocabulary: VOCABULARY, spread: true, measured: false },
    seed: 1,
    tag: newTag(),
    signal: new AbortController().signal,
    engine: judgeInProcess({ ...VOCABULARY, checks: new Map() }),
    onPlan: () => undefined,
    onVerdict: ({ rule, cases }) => void verdicts.push({ rule, cases }),
  });
  // Three bindings have ten each of the thirty.
  expect(verdicts.filter(({ rule }) => rule === SPREAD).map(({ cases }) => cases)).toEqual([
    10, 10, 10,
  ]);
  // Neither in the order of the rules nor service by service: first what finds most for its requests.
  expect([...new Set(verdicts.map(({ rule }) => rule))]).toEqual([CHEAP, SPREAD, OF_ANOTHER]);
});
