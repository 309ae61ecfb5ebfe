import { mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createCoverage } from "../../src/run/campaign/coverage.ts";
import { appendJournal } from "../../src/run/cleanup/journal.ts";
import { beginJournal } from "../../src/run/cleanup/journal-file.ts";
import { readJournal } from "../../src/run/cleanup/read-journal.ts";
import { assay, emptyFolder } from "../cli/assay.ts";

const MEBIBYTE = 1024 * 1024;

describe("hostile: disk, a journal that is written to for long", () => {
  test.each([{ writers: 1 }, { writers: 3 }])(
    "stays small and loses nothing ($writers writers)",
    async ({ writers }) => {
      const folder = await emptyFolder();
      const about = { tag: "t", startedAt: new Date(), targetsFile: "targets.json", targets: [] };
      const path = beginJournal([folder], about);
      const journals = Array.from({ length: writers }, () => appendJournal(path));
      const kept: string[] = [];
      let largest = 0;
      for (let n = 0; n < 40_000; n++) {
        const noted = journals[n % writers]?.note({ target: "acme", what: "upload handler" });
        const id = `${n}`.padStart(60, "x");
        noted?.made({ id, remove: { call: "Remove", with: { id } } });
        if (n % 1000 === 0) kept.push(id);
        else noted?.gone();
        if (n % 200 !== 0) continue;
        for (const journal of journals) expect(journal.flush()).toBeUndefined();
        largest = Math.max(largest, (await stat(path)).size);
        if (n % 4000 === 0) await sleep(150);
      }
      for (const journal of journals) journal.flush();
      await sleep(300);
      expect(largest).toBeGreaterThan(MEBIBYTE / 2);
      expect(largest).toBeLessThan(10 * MEBIBYTE);
      expect(
        readJournal(path)
          .left.map(({ id }) => id)
          .sort(),
      ).toEqual(kept.sort());
      expect(await readdir(dirname(path))).toEqual([path.slice(folder.length + 1)]);
    },
  );

  test("is not made anew where somebody removed it", async () => {
    const folder = await emptyFolder();
    const journal = appendJournal(join(folder, "journal-t.jsonl"));
    journal.note({ target: "acme", what: "upload handler" }).gone();
    expect(journal.flush()).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("hostile: disk, a link where a file is to be written", () => {
  test.each([".assay-writes-here", "report.json", "verdicts.jsonl", "report.html"])(
    "%s is not followed",
    async (name) => {
      const cwd = await emptyFolder();
      const targets = { targets: { mine: { embedded: {} } } };
      await writeFile(join(cwd, "targets.json"), JSON.stringify(targets));
      await writeFile(join(cwd, "victim"), "as it was");
      await mkdir(join(cwd, "assay-report"));
      await symlink(join(cwd, "victim"), join(cwd, "assay-report", name));
      const rule = ["--rule", "*delete-upload.repeat", "--runs", "1", "--format", "html"];
      const ended = await assay(["run", ...rule], { cwd });
      expect(ended, ended.stderr).toMatchObject({ code: 0 });
      expect(await readFile(join(cwd, "victim"), "utf8")).toBe("as it was");
    },
  );
});

describe("hostile: disk, a server that never says the same twice", () => {
  test("is told in so many words, and counted whole", () => {
    const coverage = createCoverage({}, {});
    const rounds = 50_000;
    for (let n = 0; n < rounds; n++) {
      const answer = {
        kind: "json",
        status: 400,
        value: { error: `no ${"x".repeat(n % 90)} ${n}` },
        text: "",
      };
      const call = { operation: n % 2 === 0 ? "a" : "b", binding: "rest", answer, with: {} };
      coverage.add("s", [call, call] as never);
    }
    const { answers, transitions } = coverage.summary();
    expect(JSON.stringify(coverage.summary()).length).toBeLessThan(MEBIBYTE);
    const counted = Object.values(answers).flatMap((kinds) => Object.values(kinds));
    expect(counted.reduce((sum, times) => sum + times, 0)).toBe(2 * rounds);
    expect(Object.keys(transitions).length).toBeGreaterThan(100);
  });
});
