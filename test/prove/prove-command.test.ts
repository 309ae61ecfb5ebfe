import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Proof } from "../../src/prove/proof.ts";
import { assay, emptyFolder } from "../cli/assay.ts";

const FAULT = "delete-upload-checks-ticket-before-guid";
const FINDS_IT = "inforouter.delete-upload-handler.guid-before-auth";
const DOES_NOT = "inforouter.delete-upload-handler.invalid-ticket";

test("a fault that its rule finds is proven, and the matrix is written", async () => {
  const cwd = await emptyFolder();
  const args = ["prove", "--fault", FAULT, "--rule", FINDS_IT, "--seeds", "1", "--runs", "20"];
  const { code, stdout } = await assay(args, { cwd });
  expect([code, stdout]).toEqual([0, expect.stringContaining("✔ proven, of what was selected")]);
  const text = await readFile(join(cwd, "assay-report", "proof.json"), "utf8");
  const { faults, rules, gaps } = JSON.parse(text) as Proof;
  expect(gaps).toEqual([]);
  expect(faults).toMatchObject([
    { name: FAULT, claims: [{ rule: FINDS_IT, seeds: 1, found: 1 }], smallestCase: 1 },
  ]);
  expect(rules).toMatchObject([{ id: FINDS_IT, killers: [FAULT] }]);
  const markdown = await readFile(join(cwd, "assay-report", "proof.md"), "utf8");
  expect(markdown).toContain("**Proven, of what was selected.**");
});

test("a fault that the rule does not find is not proven: exit code 1, and who to ask", async () => {
  const cwd = await emptyFolder();
  const args = ["prove", "--fault", FAULT, "--rule", DOES_NOT, "--seeds", "1", "--runs", "5"];
  const { code, stdout, stderr } = await assay(args, { cwd });
  expect([code, stdout]).toEqual([1, expect.stringContaining("✘ not proven: 1 gap")]);
  expect(stderr).toContain(`✘ ${FAULT}: no rule claims it`);
});

test("a legal server and servers that know nothing are judged when they are named", async () => {
  const cwd = await emptyFolder();
  const servers = ["--dialect", "current", "--null-server", "echo,constant-success,hang"];
  const rules = ["--rule", "guid-before-auth,which-ticket-error", "--seeds", "1", "--runs", "5"];
  const { code, stdout } = await assay(["prove", ...servers, ...rules], { cwd });
  expect([code, stdout]).toEqual([0, expect.stringContaining("0 false alarms")]);
  expect(stdout).toContain("0 MUST passes");
});

test("a name that does not exist is a usage error with a guess", async () => {
  const cwd = await emptyFolder();
  const { code, stderr } = await assay(["prove", "--fault", "clamp-is-anounced"], { cwd });
  expect([code, stderr]).toEqual([2, expect.stringContaining('did you mean "clamp-is-announced"')]);
});

test("an interrupted proof ends with what it has, and says that it proves nothing", async () => {
  const cwd = await emptyFolder();
  const signal = { name: "SIGINT", afterMs: 500 } as const;
  const { code, stdout } = await assay(["prove", "--dialect", "lenient"], { cwd, signal });
  expect([code, stdout]).toEqual([130, expect.stringContaining("? not proven: interrupted")]);
  const text = await readFile(join(cwd, "assay-report", "proof.json"), "utf8");
  expect(JSON.parse(text)).toMatchObject({ run: { complete: false }, gaps: [] });
});
