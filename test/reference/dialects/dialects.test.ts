import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { DIALECTS, GENERATIONS } from "../../../reference/dialects.ts";

describe("the table of dialects", () => {
  test("names five generations, the plainest first, and then the editions", () => {
    const names = DIALECTS.map(({ name }) => name);
    expect(names.slice(0, 8)).toEqual([
      "documented",
      "classic",
      "current",
      "austere",
      "lenient",
      "edition-8",
      "edition-9",
      "edition-2026-08",
    ]);
    expect(new Set(names).size).toBe(names.length);
  });

  test("describes each in a sentence", () => {
    for (const { description } of DIALECTS) expect(description).toMatch(/^[A-Z][^\n]*\.$/);
  });

  test("gives a reason for statements that only SHOULD hold", async () => {
    const file = new URL("../../../specs/statements.yaml", import.meta.url);
    const { statements } = parse(await readFile(file, "utf8")) as {
      statements: Readonly<Record<string, { level: string }>>;
    };
    expect(DIALECTS.some(({ reasons }) => Object.keys(reasons).length > 0)).toBe(true);
    for (const { reasons } of DIALECTS) {
      for (const [statement, reason] of Object.entries(reasons)) {
        expect([statement, statements[statement]?.level]).toEqual([statement, "SHOULD"]);
        expect(reason).toMatch(/^[A-Z][^\n]*\.$/);
      }
    }
  });

  test("never translates what clients compare", () => {
    for (const { wording } of DIALECTS) {
      expect(wording.badRequest).toBe("bad Request");
      expect(wording.authenticationFailed).toMatch(/^\[900\]/);
      expect(wording.sessionExpired).toMatch(/^\[901\]/);
    }
  });

  test("keeps every default chunk size inside the limits", () => {
    const sizes = GENERATIONS.map(({ policy }) => policy.defaultChunkSize);
    expect(new Set(sizes).size).toBe(sizes.length);
    for (const size of sizes) {
      expect(size).toBeGreaterThanOrEqual(262_144);
      expect(size).toBeLessThanOrEqual(33_554_432);
    }
  });
});
