import { expect, test } from "vitest";
import type { UnmetCall } from "../../src/model/unmet-call.ts";
import { redactReport } from "../../src/run/campaign/redact-report.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";

const SECRET = "4c2a7d0e-ticket-of-alice";

const UNMET: UnmetCall = {
  step: {
    call: "DeleteUploadHandler",
    binding: "get",
    as: "owner",
    with: { UploadHandler: SECRET },
    judged: { error: SECRET },
    answer: `success=false with error "${SECRET}"`,
  },
  wanted: "accepted",
  got: `HTTP 403 ${SECRET}`,
};

test("nothing that a server said in any part of a report holds a secret of the run", () => {
  const rule = ruleOf("x", {
    verdict: "fail",
    reason: SECRET,
    reasons: { get: SECRET },
    observed: { what: SECRET },
    failures: [failureOf("get", { actual: SECRET, steps: [UNMET.step] })],
    unmet: { get: [UNMET] },
    units: {
      get: {
        ...{ cases: 0, durationMs: 1, alternatives: {}, exercised: [] },
        observed: { what: SECRET },
        unmet: [UNMET],
      },
    },
  });
  const report = reportOf([targetOf("acme", "violates", [rule], { reason: SECRET })]);
  const redacted = redactReport(report, [{ value: SECRET, label: "ticket:owner" }]);
  expect(JSON.stringify(redacted)).not.toContain(SECRET);
  expect(redacted.targets[0]?.rules[0]?.units?.["get"]?.unmet).toMatchObject([
    { got: "HTTP 403 ‹ticket:owner›", step: { with: { UploadHandler: "‹ticket:owner›" } } },
  ]);
});
