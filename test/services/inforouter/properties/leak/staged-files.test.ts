import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Target } from "../../../../../src/model/target.ts";
import { tracesIn } from "../../../../../src/services/inforouter/properties/leak/traces-in.ts";
import { claimOf, complaints, judged, rulesOf } from "../../../../properties/relation/judged.ts";
import { withSettings } from "../../../../run/open-reference.ts";
import { sampled } from "../../../../sampled.ts";

const RULES = rulesOf("leak-");
const CLAIMED = [...new Set(rulesOf("leak-staged-files").flatMap(({ faults }) => faults))];
const STRAY = rulesOf("leak-stray-files");
const HANDLER = "5d0c6fd2-3f9b-4a53-9a0a-7f4f2f1f7c11";
const MARKS = { handler: HANDLER, content: "assay-7000001" };

describe.concurrent("no legal server is blamed", () => {
  const dialects = ["documented", "classic", "current", "austere", "lenient"];
  test.each(sampled(dialects, { oneIn: 5, name: String }))("%s", async (dialect) => {
    const { verdicts, leftovers } = await judged(RULES, { dialect });
    expect(complaints(verdicts)).toEqual([]);
    expect(leftovers).toEqual([]);
  });
});

describe.concurrent.each([1, 2])("with seed %i a server that leaves files is found out", (seed) => {
  test.each(CLAIMED)("%s", async (name) => {
    const { verdicts } = await judged([claimOf(name, RULES)], { faults: [name] }, { seed });
    const [failure] = verdicts.flatMap(({ failures }) => failures);
    expect(failure, complaints(verdicts).join("; ")).toMatchObject({ reproduced: "3/3" });
    expect(failure?.counterexample["ways"]).toHaveLength(1);
  });
});

test("a server that leaves a file of another name for each upload is found out", async () => {
  const name = "delete-upload-leaves-journal";
  const { verdicts } = await judged([claimOf(name, STRAY)], { faults: [name] });
  expect(verdicts.flatMap(({ failures }) => failures)).toMatchObject([{ reproduced: "3/3" }]);
});

test("files that others stage meanwhile are not taken for those of the upload", async () => {
  const stagingDir = await mkdtemp(join(tmpdir(), "assay-shared-"));
  let count = 0;
  const others = setInterval(() => void writeFile(join(stagingDir, `theirs-${count++}`), ""), 2);
  try {
    const { verdicts } = await judged(STRAY, { stagingDir });
    expect(complaints(verdicts)).toEqual([]);
    expect(count).toBeGreaterThan(10);
  } finally {
    clearInterval(others);
    await rm(stagingDir, { recursive: true, force: true });
  }
});

test("a folder that cannot be read makes the rules not applicable", async () => {
  const probes = { stagingDir: "/nowhere/at/all" };
  const change = (target: Target): Target => withSettings(target, "inforouter", { probes });
  const { verdicts } = await judged(RULES, {}, { change });
  expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(["not-applicable"]));
});

describe("the files of an upload", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "assay-traces-"));
    const line = `${MARKS.content}\n`.repeat(20);
    await Promise.all(
      Object.entries({
        [`${HANDLER.toUpperCase()}.dat`]: "",
        [`{${HANDLER.replaceAll("-", "")}}`]: "",
        "raw.part": line,
        "base64.part": Buffer.from(`xx${line}`).toString("base64"),
        "request.part": `uploadHandler=${HANDLER}&fileChunk=`,
        "another.part": "assay-7000002\n".repeat(20),
        "another-0a1b2c3d-0000-4000-8000-000000000001.upload": "",
        "old.part": line,
      }).map(([name, content]) => writeFile(join(folder, name), content)),
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("are told by name or by content, and those of others are not", async () => {
    const found = await tracesIn(folder, MARKS, new Set(["old.part"]));
    expect([...found].sort()).toEqual(
      [
        `${HANDLER.toUpperCase()}.dat`,
        `{${HANDLER.replaceAll("-", "")}}`,
        "base64.part",
        "raw.part",
        "request.part",
      ].sort(),
    );
  });
});
