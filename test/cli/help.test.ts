import { describe, expect, test } from "vitest";
import { COMMAND_HELP } from "../../src/cli/help-text.ts";
import { program } from "../../src/cli/program.ts";
import { assay, emptyFolder } from "./assay.ts";

/** Each command by its name, and by that of the command above it. */
const named = (await program()).commands.flatMap((command) => [
  [command.name(), command] as const,
  ...command.commands.map((below) => [`${command.name()} ${below.name()}`, below] as const),
]);
const commands = named.map(([, command]) => command);

describe.each(named)("%s", (name, command) => {
  const help = COMMAND_HELP[name];

  test("has an example and the meaning of its exit codes in --help", async () => {
    const { code, stdout } = await assay([...name.split(" "), "--help"], {
      cwd: await emptyFolder(),
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nExamples:\n {2}\$ assay /);
    expect(stdout).toMatch(/\nExit codes:\n {2}0 {4}\S/);
    expect(stdout).toMatch(/\n {2}2 {4}wrong usage/);
  });

  test("has examples of options and arguments that it takes", () => {
    expect(help?.examples.length).toBeGreaterThan(0);
    for (const [line] of help?.examples ?? []) {
      const words = line.match(/'[^']*'|\S+/g) ?? [];
      const path = ["assay", ...name.split(" ")];
      expect(words.slice(0, path.length)).toEqual(path);
      const given = words.slice(path.length).filter((word) => word.startsWith("-"));
      const known = command.options.flatMap(({ short, long }) => [short, long]);
      for (const option of given) expect(known, line).toContain(option);
      const needed = command.registeredArguments.filter(({ required }) => required).length;
      expect(words.length - path.length - given.length).toBeGreaterThanOrEqual(needed);
    }
  });

  test("has no short option twice", () => {
    const short = command.options.flatMap((option) => option.short ?? []);
    expect(short).toEqual([...new Set(short)]);
  });
});

test("a short option means the same for every command", () => {
  const meanings = new Map<string, Set<string>>();
  for (const { short, long } of commands.flatMap(({ options }) => options)) {
    if (!short || !long) continue;
    meanings.set(short, (meanings.get(short) ?? new Set()).add(long));
  }
  for (const [short, long] of meanings) expect([...long], short).toHaveLength(1);
});

test("--quiet prints the outcome of each target, and nothing else", async () => {
  const run = ["run", "-r", "*.delete-upload-handler.twice", "--runs", "2", "-s", "1", "-q"];
  const ended = await assay(run, { cwd: await withTargets() });
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).toMatch(/^✔ reference conforms as far as it was judged: [^✔✘]*\n$/);
  expect(
    ended.stdout
      .split("\n")
      .slice(1, -1)
      .every((line) => line.startsWith("  ")),
  ).toBe(true);
});

async function withTargets(): Promise<string> {
  const cwd = await emptyFolder();
  expect(await assay(["init"], { cwd })).toMatchObject({ code: 0 });
  return cwd;
}
