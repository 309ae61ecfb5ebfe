import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/config/files/package-root.ts";
import { planPublic, publicDigests } from "../../src/prove/public/public-proof.ts";
import { publicDigestLines } from "../../src/prove/public/render-public.ts";
import { inEdition } from "../../src/rules/select/in-edition.ts";
import { selectRules } from "../../src/rules/select/select-rules.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";

const rules = selectRules(inEdition(BUILT_IN, undefined), {});
const PUBLISHED = readFileSync(join(packageRoot(), "docs", "proof.md"), "utf8");

test.each(publicDigestLines(publicDigests(planPublic(rules, { seeds: 5 }))))(
  "the published score is of these %s",
  (line) => {
    const hint = "docs/proof.md is out of date: `npm run docs:proof` writes it anew";
    expect(PUBLISHED.split("\n"), hint).toContain(line);
  },
);
