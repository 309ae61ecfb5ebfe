import type { Coverage } from "../../src/model/coverage.ts";
import type { Timing } from "../../src/model/timing.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";

const coverage: Coverage = {
  answers: {
    CreateUploadHandler: { accepted: 40, "refused: [901]": 3 },
    DeleteUploadHandler: { accepted: 7, "refused: bad Request": 2, "no answer": 1 },
  },
  transitions: {
    "CreateUploadHandler accepted → DeleteUploadHandler accepted": 6,
    "DeleteUploadHandler accepted → DeleteUploadHandler refused: bad Request": 1,
  },
  boundaries: {
    "PreferedChunkSize 262144-1": 4,
    "PreferedChunkSize 262144": 9,
    "StartOffset 0": 2,
  },
};

const timings: readonly Timing[] = ["get", "post", "soap11"].map((binding, index) => ({
  service: "inforouter",
  operation: "DeleteUploadHandler",
  binding,
  requests: 40,
  medianMs: 0.8 + index,
  p95Ms: 3.5,
  worstMs: 120.4,
}));

const rules = [
  ruleOf("a", {
    verdict: "fail",
    reason: "expected one thing, got another",
    failures: [failureOf("get"), failureOf("post")],
  }),
  ruleOf("b", {
    level: "SHOULD",
    verdict: "fail",
    reason: "not as it should be",
    failures: [failureOf("soap11")],
  }),
  ruleOf("c", {
    verdict: "fail",
    known: { reason: "they know", link: "https://bugs.example/1", since: "2026-01-01" },
    failures: [failureOf("rest")],
  }),
  ruleOf("d", { known: { reason: "was broken once" } }),
  ruleOf("e", { verdict: "inconclusive", reason: "the network", reasons: { get: "the network" } }),
  ruleOf("f", { verdict: "not-applicable", reason: "the target lacks it" }),
  ruleOf("g", {
    level: "MAY",
    verdict: "observed",
    observed: { "an odd request": "accepted" },
    alternatives: { "the first answer": 3 },
  }),
  ruleOf("h"),
];

/** A report with something in every part that the page has. */
export const everythingReport = reportOf(
  [
    targetOf("acme", "violates", rules, {
      description: "ACME gateway, staging",
      reason: "one service could not be reached",
      leftovers: ["upload handler 12"],
      launchLog: "listening\nwarning: \u001b[31mred\u001b[0m",
      coverage,
      timings,
    }),
    targetOf("globex", "incomplete", rules.slice(4), { coverage, timings }),
  ],
  { complete: false, shard: "2/4" },
);
