import { execFile } from "node:child_process";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { assay, emptyFolder } from "../cli/assay.ts";
import { sampled } from "../sampled.ts";
import { FILE_CONTENTS, obeyed } from "./values.ts";

interface Place {
  readonly file: string;
  readonly args: readonly string[];
  /** What else has to be there. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Where nothing that it holds is wrong. */
  readonly mayHold?: true;
}

const TARGETS = JSON.stringify({ targets: { mine: { embedded: {} } } });
const ONE_RULE = ["--rule", "*delete-upload.repeat", "--quiet"];

/** Every file that a command reads and somebody else may have written. */
const PLACES: Readonly<Record<string, Place>> = {
  "a report": { file: "r.json", args: ["report", "r.json"] },
  "a report to verify": { file: "r.json", args: ["report", "r.json", "--verify"] },
  "a report to compare": { file: "r.json", args: ["diff", "r.json", "r.json"] },
  "a shard": { file: "r.json", args: ["merge", "r.json"] },
  "a report to replay": { file: "r.json", args: ["replay", "r.json", "x"] },
  "a baseline": {
    file: "r.json",
    args: ["run", ...ONE_RULE, "--runs", "1", "--fail-on", "new", "--against", "r.json"],
    beside: { "targets.json": TARGETS },
  },
  "a journal": { file: "j.jsonl", args: ["clean", "j.jsonl"] },
  "a journal that is found": { file: ".assay/journal-x.jsonl", args: ["clean"], mayHold: true },
  targets: { file: "targets.json", args: ["check"] },
  "variables for targets": {
    file: ".env",
    args: ["run", ...ONE_RULE, "--runs", "1"],
    beside: { "targets.json": TARGETS },
    mayHold: true,
  },
  "the last report": {
    file: "assay-report/report.json",
    args: ["run", ...ONE_RULE, "--runs", "1"],
    beside: { "targets.json": TARGETS },
    mayHold: true,
  },
  "verdicts of a run that was killed": {
    file: "assay-report/verdicts.jsonl",
    args: ["run", ...ONE_RULE, "--runs", "1"],
    beside: { "targets.json": TARGETS },
    mayHold: true,
  },
  "a key to sign with": {
    file: "key",
    args: ["run", ...ONE_RULE, "--runs", "1", "--sign", "key"],
    beside: { "targets.json": TARGETS },
  },
  traffic: { file: "t.har", args: ["import", "har", "t.har"] },
  "a description": { file: "d.wsdl", args: ["import", "wsdl", "d.wsdl"] },
  deviations: {
    file: "known.yaml",
    args: ["run", ...ONE_RULE, "--runs", "1", "--deviations", "known.yaml"],
    beside: { "targets.json": TARGETS },
    mayHold: true,
  },
  "a rule file": { file: "pack/a.yaml", args: ["list", "--specs", "pack"] },
  "an adapter": {
    file: "pack/adapter.mjs",
    args: ["list", "--specs", "pack"],
    beside: { "pack/a.yaml": "" },
  },
  "a campaign to resume": {
    file: ".assay/fuzz-state.json",
    args: ["fuzz", "--resume", ...ONE_RULE, "--time", "1ms"],
    beside: { "targets.json": TARGETS },
  },
  "a case that is known to fail": {
    file: ".assay/corpus/a.json",
    args: ["fuzz", ...ONE_RULE, "--time", "1ms"],
    beside: { "targets.json": TARGETS },
    mayHold: true,
  },
};

/** What may stand in the place of a file: a text, or what is none. */
const MADE: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  ...Object.fromEntries(
    Object.entries(FILE_CONTENTS).map(([what, content]) => [
      what,
      (path: string) => writeFile(path, content),
    ]),
  ),
  "a folder": (path) => mkdir(path),
  // They never end, and nothing interrupts who reads them at one go.
  "a link to a device": (path) => symlink("/dev/zero", path),
  "a pipe": (path) => promisify(execFile)("mkfifo", [path]),
};

const ATTEMPTS = Object.entries(PLACES).flatMap(([where, place]) =>
  Object.entries(MADE).map(([what, make]) => ({ where, what, place, make })),
);

describe("hostile: files", () => {
  it.each(
    sampled(ATTEMPTS, {
      oneIn: 25,
      name: ({ where, what }) => `${where}: ${what}`,
      kind: ({ where }) => where,
    }),
  )("$where that holds $what", async ({ place, make }) => {
    const cwd = await emptyFolder();
    const path = join(cwd, place.file);
    for (const [file, text] of Object.entries(place.beside ?? {})) await put(join(cwd, file), text);
    await mkdir(dirname(path), { recursive: true });
    await rm(path, { recursive: true, force: true });
    await make(path);
    const { code, stdout, stderr } = await assay(place.args, { cwd });
    expect(stderr).not.toMatch(/internal error|^ +at /m);
    // Never as if a rule were violated, and never as if it were a bug of ours.
    expect(code, stderr).toSatisfy((one) => [0, 2, 3].includes(one));
    if (code !== 0) expect(stderr + stdout).not.toBe("");
    if (!place.mayHold && code === 0) expect(place.args[0]).toMatch(/list|fuzz/);
    expect(obeyed(stdout + stderr)).toEqual([]);
    expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined();
  });
});

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
