import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadSpecs } from "../../src/built-in/load-specs.ts";
import { SPECS } from "./judge-with.ts";

test("what the build keeps of the built-in rule files is what they say", () => {
  expect(loadSpecs([], process.cwd())).toStrictEqual(SPECS);
});

test("with more rule files than were kept all are compiled", async () => {
  const folder = await mkdtemp(join(tmpdir(), "assay-specs-"));
  try {
    await mkdir(join(folder, "rules"));
    await writeFile(join(folder, "rules", "a.yaml"), "service: nowhere\n");
    expect(() => loadSpecs(["rules"], folder)).toThrow(
      expect.objectContaining({ code: "spec-invalid" }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
