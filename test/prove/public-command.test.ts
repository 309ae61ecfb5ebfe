import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { PublicProof } from "../../src/prove/public/public-proof.ts";
import { assay, emptyFolder } from "../cli/assay.ts";

test("a public fault is judged as a run does, and so is the server without one", async () => {
  const cwd = await emptyFolder();
  const args = ["prove", "--public", "--seeds", "1", "--runs", "1", "--fault", "api-404-is-html"];
  const { code, stdout } = await assay(args, { cwd });
  expect([code, stdout]).toEqual([0, expect.stringContaining("✔ 1 of 1 public fault (100 %)")]);
  const text = await readFile(join(cwd, "assay-report", "public.json"), "utf8");
  const { faults, falseAlarms, run } = JSON.parse(text) as PublicProof;
  expect(falseAlarms).toEqual([]);
  expect(run).toMatchObject({ complete: true, narrowed: true, runs: 1 });
  expect(faults).toMatchObject([{ name: "api-404-is-html", found: 1, seeds: 1 }]);
  expect(faults[0]?.rules.join()).toMatch(/^apidatatools\./);
  const markdown = await readFile(join(cwd, "assay-report", "public.md"), "utf8");
  expect(markdown).toContain("https://github.com/cyberark/conjur/issues/1068");
});

test("a fault that rules claim is no public one", async () => {
  const cwd = await emptyFolder();
  const args = ["prove", "--public", "--fault", "clamp-is-announced"];
  const { code, stderr } = await assay(args, { cwd });
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('no public fault "clamp-is-announced"'),
  ]);
});
