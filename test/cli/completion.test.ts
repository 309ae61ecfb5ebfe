import { execFile, spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { SHELLS } from "../../src/cli/completion-command.ts";
import { completionValues } from "../../src/cli/completion-values.ts";
import { assay, emptyFolder, MAIN } from "./assay.ts";

const run = promisify(execFile);
const hasBash = spawnSync("bash", ["--version"]).status === 0;

async function folder(): Promise<string> {
  const cwd = await emptyFolder();
  const targets = { mine: { embedded: true }, staging: { embedded: true }, "$(touch bad)": {} };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  return cwd;
}

/** What the program offers for the last word of a line. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await assay(["complete", "--", ...words], { cwd: await folder() });
  return stdout.split("\n").map((line) => line.split("\t")[0] ?? "");
}

describe("assay complete", () => {
  test("offers commands, but none that only scripts use", async () => {
    const commands = await offered("");
    expect(commands).toEqual(expect.arrayContaining(["run", "watch", "init", "completion"]));
    expect(commands).not.toContain("complete");
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ["options of a command", ["run", "--targ"], ["--target", "--targets"]],
    [
      "targets of the file, and no text that is no name",
      ["run", "-t", ""],
      ["mine", "staging", "all"],
    ],
    ["formats, also in a list", ["run", "--format", "html,ju"], ["html,junit"]],
    ["the last part of a rule's id", ["watch", "-r", "guid-before-a"], ["guid-before-auth"]],
    ["choices", ["run", "--fail-on", "s"], ["should"]],
    ["statements to explain", ["explain", "DUH-08"], ["DUH-08"]],
    ["shells", ["completion", "f"], ["fish"]],
  ])("offers %s", async (_, words, expected) => {
    expect((await offered(...words)).slice(0, expected.length + 1)).toEqual([...expected, ":4"]);
  });

  test("leaves to the shell what files are meant by", async () => {
    expect(await offered("report", "")).toEqual([":0", ""]);
    expect(await offered("run", "--out", "")).toEqual([":0", ""]);
  });
});

test("values are names, each once, that a shell does not expand", () => {
  const values = completionValues(import.meta.dirname, "nowhere.json");
  expect(values.ofOption("target")).toEqual([]);
  for (const name of ["rule", "service", "operation", "statement", "tag", "fault", "dialect"]) {
    const all = values.ofOption(name) ?? [];
    expect(all.length, name).toBeGreaterThan(0);
    expect(new Set(all).size, name).toBe(all.length);
    expect(all.filter((one) => !/^[\w./-]+$/.test(one))).toEqual([]);
  }
});

test.each(SHELLS)("assay completion %s prints a script that asks the program", async (shell) => {
  const { code, stdout } = await assay(["completion", shell], { cwd: await emptyFolder() });
  expect(code).toBe(0);
  expect(stdout).toContain("assay complete -- ");
});

describe.runIf(hasBash)("in bash", () => {
  /** What bash has for a line when Tab is pressed behind it. */
  async function tab(line: readonly string[]): Promise<readonly string[]> {
    const cwd = await folder();
    const script = `
      assay() { "${process.execPath}" "${MAIN}" "$@"; }
      source <(assay completion bash) && source <(assay completion bash)
      complete -p assay
      COMP_WORDS=(assay ${line.map((word) => `'${word}'`).join(" ")})
      COMP_CWORD=${line.length}
      __assay_complete 2>/dev/null
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = await run("bash", ["--norc", "-c", script], { cwd });
    expect(stderr).toBe("");
    const [registered, ...words] = stdout.trimEnd().split("\n");
    expect(registered).toBe("complete -o default -F __assay_complete assay");
    return words;
  }

  test.each<[readonly string[], readonly string[]]>([
    [["wat"], ["watch"]],
    [
      ["run", "--targe"],
      ["--target", "--targets"],
    ],
    [
      ["run", "--target", ""],
      ["mine", "staging", "all"],
    ],
    [["check", "-t", "st"], ["staging"]],
  ])("%j is completed to %j", async (line, words) => {
    expect(await tab(line)).toEqual(words);
  });
});
