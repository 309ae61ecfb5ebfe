import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/config/files/package-root.ts";
import { proofDigests } from "../../src/prove/build-proof.ts";
import { planProof } from "../../src/prove/plan-proof.ts";
import { digestLines } from "../../src/prove/render-proof.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";

const PLAN = planProof(BUILT_IN.rules, {
  seeds: 5,
  runs: 100,
  claimsOnly: false,
  narrowedRules: false,
});
const PUBLISHED = readFileSync(join(packageRoot(), "docs", "proof.md"), "utf8");

test.each(digestLines(proofDigests(PLAN)))("the published proof is of these %s", (line) => {
  const hint =
    "docs/proof.md is out of date: `npm run docs:proof` writes it anew (some minutes), once everything is proven";
  expect(PUBLISHED.split("\n"), hint).toContain(line);
});

test("the published proof is whole and green", () => {
  expect(PUBLISHED).toContain("\n**Proven.**\n");
});
