// For node:test. `node --test` runs it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { audit, summary } from "assay";

/** The rules of one operation; without `select` every rule is judged. */
const select = { operation: ["DeleteUploadHandler"], level: ["MUST"], binding: ["get", "post"] };

test("deleting upload handlers works as documented", async ({ signal }) => {
  const { report, outcome } = await audit({
    // In place of the built-in server: a path to targets.json, or { services: { inforouter: {…} } }.
    targets: { mine: { embedded: true } },
    select,
    runs: 10,
    seed: 1,
    signal,
  });
  assert.equal(outcome, "conforms", summary(report, { color: false }));
});

test("a server that judges the ticket before the GUID is found out", async ({ signal }) => {
  const faults = ["delete-upload-checks-ticket-before-guid"];
  const { report, outcome, exitCode } = await audit({
    targets: { broken: { embedded: { faults } } },
    select: { ...select, rule: ["guid-before-auth"] },
    seed: 1,
    signal,
  });
  assert.deepEqual({ outcome, exitCode }, { outcome: "violates", exitCode: 1 });
  const [rule] = report.targets[0].rules;
  assert.deepEqual(rule.bindings, { get: "fail", post: "fail" });
  assert.match(rule.failures[0].curl, /^curl /);
});
