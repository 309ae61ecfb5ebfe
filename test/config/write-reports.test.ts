import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { claimFolder } from "../../src/config/files/claim-folder.ts";
import { fuzzStateText, writeFuzzState } from "../../src/config/files/fuzz-state-file.ts";
import { placeOfOwn } from "../../src/config/files/place-of-own.ts";
import { prepareFolder, writeReports } from "../../src/config/files/write-reports.ts";
import { writeWhole } from "../../src/config/files/write-whole.ts";
import { UsageError } from "../../src/model/errors.ts";
import { conforming } from "../reporters/fixtures/conforming.ts";

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "assay-files-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test("a file is written whole or not at all", async () => {
  const path = join(await folder(), "file");
  writeWhole(path, "before");
  // A shell limits the size of what its children write, as a full disk does.
  const program = `import { writeWhole } from ${JSON.stringify(join(process.cwd(), "dist/src/config/files/write-whole.js"))};
    process.on("SIGXFSZ", () => {});
    try { writeWhole(${JSON.stringify(path)}, "x".repeat(1_000_000)); } catch (error) { console.log(error.code); }`;
  const shell = `ulimit -f 64; exec "$0" --input-type=module -e "$1"`;
  const run = promisify(execFile);
  const { stdout } = await run("bash", ["-c", shell, process.execPath, program]);
  expect(stdout.trim()).toBe("EFBIG");
  expect(await readFile(path, "utf8")).toBe("before");
  expect(await readdir(dirname(path))).toEqual(["file"]);
});

test("a file that is replaced keeps its mode, and a link is replaced itself unless it is somebody's own", async () => {
  const cwd = await folder();
  const [file, link] = [join(cwd, "file"), join(cwd, "link")];
  await writeFile(file, "before", { mode: 0o640 });
  await chmod(file, 0o664);
  writeWhole(file, ["pie", "ces"]);
  expect([await readFile(file, "utf8"), (await stat(file)).mode & 0o777]).toEqual([
    "pieces",
    0o664,
  ]);
  writeWhole(file, "secret", 0o600);
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  await symlink(file, link);
  writeWhole(placeOfOwn(link), "through it");
  expect(await readFile(file, "utf8")).toBe("through it");
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  writeWhole(link, "instead of it");
  expect(await readFile(file, "utf8")).toBe("through it");
  expect((await lstat(link)).isFile()).toBe(true);
  expect((await stat(link)).mode & 0o777).toBe(0o666 & ~process.umask());
  await symlink(join(cwd, "nowhere"), join(cwd, "dangling"));
  expect(placeOfOwn(join(cwd, "dangling"))).toBe(join(cwd, "dangling"));
});

test("a folder that cannot be made is an error before anything is sent", async () => {
  const file = join(await folder(), "file");
  await writeFile(file, "");
  // Also the superuser makes no folder below a file.
  expect(() => prepareFolder(join(file, "out"), "assay-1")).toThrow(UsageError);
  expect(() => prepareFolder(join(file, "out"), "assay-1")).toThrow(/choose another folder/);
});

test.skipIf(!existsSync("/proc/self"))("so is one that a file system does not take", () => {
  expect(() => prepareFolder("/proc/assay-out", "assay-1")).toThrow(/choose another folder/);
});

test("reports go to the folder that was asked for, also when somebody removed it meanwhile", async () => {
  const out = join(await folder(), "out");
  const written = await writeReports(conforming, out, ["junit"], {});
  expect(written).toEqual({ path: join(out, "report.json") });
  expect((await readdir(out)).sort()).toEqual(["junit.xml", "report.json"]);
});

test("where that folder takes nothing they go elsewhere, and it is said where", async () => {
  const out = join(await folder(), "out");
  await writeFile(out, "somebody put a file there");
  const { path, problem } = await writeReports(conforming, out, ["md"], {});
  const elsewhere = dirname(path);
  onTestFinished(() => rm(elsewhere, { recursive: true, force: true }));
  expect(problem).toContain(out);
  expect(problem).toContain(elsewhere);
  expect((await readdir(elsewhere)).sort()).toEqual(["report.json", "report.md"]);
});

test("a folder belongs to one run; a second one gets a folder below it", async () => {
  const out = join(await folder(), "out");
  const claim = `import { claimFolder } from ${JSON.stringify(join(process.cwd(), "dist/src/config/files/claim-folder.js"))};
    console.log(JSON.stringify(claimFolder(${JSON.stringify(out)}, "assay-" + process.argv[1])));
    process.stdin.resume();`;
  const args = ["--input-type=module", "-e", claim];
  const first = execFile(process.execPath, [...args, "one"]);
  const ended = new Promise((resolve) => first.on("close", resolve));
  onTestFinished(() => void first.kill("SIGKILL"));
  await new Promise((resolve) => first.stdout?.once("data", resolve));
  expect(claimFolder(out, "assay-two")).toEqual({
    path: join(out, "assay-two"),
    takenBy: first.pid,
  });
  first.kill("SIGKILL");
  await ended;
  // A claim whose process is gone counts no more, and the next one needs no cleaning up.
  expect(claimFolder(out, "assay-three")).toEqual({ path: out });
});

test("two campaigns of one folder keep both of their states", async () => {
  const path = join(await folder(), ".assay", "fuzz-state.json");
  const state = (...all: string[]) => ({ seed: 1, units: [], all });
  const merge = (theirs: { all: string[] }, ours: { all: string[] }) =>
    state(...theirs.all, ...ours.all);
  const kept = () => JSON.parse(fuzzStateText(path) ?? "{}").all;
  const since = fuzzStateText(path);
  expect(writeFuzzState(path, state("first"), { since, merge })).toBeUndefined();
  expect(writeFuzzState(path, state("second"), { since, merge })).toBeUndefined();
  expect(kept()).toEqual(["first", "second"]);
  // One after the other, the later one is what is resumed.
  const later = { since: fuzzStateText(path), merge };
  expect(writeFuzzState(path, state("third"), later)).toBeUndefined();
  expect(kept()).toEqual(["third"]);
  expect(await readdir(dirname(path))).toEqual(["fuzz-state.json"]);
});

test("a state that cannot be written is told, and takes nothing from the report", async () => {
  const path = join(await folder(), "state");
  await mkdir(path);
  const merge = (theirs: object): object => theirs;
  expect(writeFuzzState(path, {}, { since: undefined, merge })).toMatch(/was not written: EISDIR/);
});
