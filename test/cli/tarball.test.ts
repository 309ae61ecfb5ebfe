import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../examples/free-port.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "..", "..");
/** Without the variables of the Vitest that runs this. */
const env = { PATH: process.env["PATH"] ?? "", NO_COLOR: "1" };

/** npm takes its time on a busy machine. */
const PATIENCE_MS = 180_000;

let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "assay-tarball-"));
  await install(project);
}, PATIENCE_MS);
afterAll(() => rm(project, { recursive: true, force: true }));

/** What `npm pack` packs, unpacked where an installation would put it, beside its dependencies alone. */
async function install(folder: string): Promise<void> {
  // What `prepack` does: scripts would build all of it once more.
  await run(process.execPath, [join(ROOT, "ci", "write-sbom.mjs")], { cwd: ROOT });
  const pack = ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder];
  await run("npm", pack, { cwd: ROOT });
  const [tarball = ""] = (await readdir(folder)).filter((name) => name.endsWith(".tgz"));
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "assay"), { recursive: true });
  await run("tar", [
    "-xzf",
    join(folder, tarball),
    "-C",
    join(modules, "assay"),
    "--strip-components=1",
  ]);
  const manifest = JSON.parse(await readFile(join(modules, "assay", "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  // Types of Node are what every TypeScript project on Node has.
  for (const name of [...Object.keys(manifest.dependencies), "@types/node"]) {
    await mkdir(join(modules, name, ".."), { recursive: true });
    await symlink(join(ROOT, "node_modules", name), join(modules, name));
  }
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

interface Bom {
  readonly bomFormat: string;
  readonly metadata: { readonly component: Pick<Manifest, "name" | "version"> };
  readonly components: readonly Pick<Manifest, "name" | "version">[];
}

/** A folder of the project that holds the package. */
async function folder(name: string, from?: string): Promise<string> {
  const path = join(project, name);
  if (from === undefined) await mkdir(path);
  else await cp(join(ROOT, from), path, { recursive: true });
  return path;
}

describe("the tarball, with nothing but the package", () => {
  test("says what it is made of, under which licence, and what is promised about security", async () => {
    const inside = join(project, "node_modules", "assay");
    const read = (file: string): Promise<string> => readFile(join(inside, file), "utf8");
    const { name, version, license, dependencies, scripts } = JSON.parse(
      await read("package.json"),
    ) as Manifest;
    expect(scripts["prepack"]).toContain("write-sbom");
    expect(await read("LICENSE")).toMatch(new RegExp(`^${license} License`));
    expect(await read("SECURITY.md")).toContain("## How to report");
    const { bomFormat, metadata, components } = JSON.parse(await read("sbom.json")) as Bom;
    expect(bomFormat).toBe("CycloneDX");
    expect(metadata.component).toMatchObject({ name, version });
    const listed = components.map((one) => one.name);
    expect(listed).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    expect(listed).not.toContain("@biomejs/biome");
  });

  test("works elsewhere: init, then run", async () => {
    const cwd = await folder("command");
    const main = join(project, "node_modules", "assay", "dist", "src", "cli", "main.js");
    await run(process.execPath, [main, "init"], { cwd, env });
    const { stdout } = await run(
      process.execPath,
      [main, "run", "--operation", "DeleteUpload", "--runs", "1", "--format", "html"],
      {
        cwd,
        env,
      },
    );
    expect(stdout).toContain("reference conforms");
    const written = await readdir(join(cwd, "assay-report"));
    expect(written).toEqual(expect.arrayContaining(["report.html", "report.json"]));
  });

  test("audits inside node:test and inside Vitest, and finds the seeded faults", async () => {
    const cwd = await folder("suite", "examples/own-suite");
    const vitest = join(project, "node_modules", "vitest", "vitest.mjs");
    const [ofNode, ofVitest] = await Promise.all([
      run(process.execPath, ["--test", "--test-reporter", "tap"], { cwd, env }),
      run(process.execPath, [vitest, "run", "--reporter", "tap-flat"], { cwd, env }),
    ]);
    expect(ofNode.stdout).toMatch(/^ok 1 - deleting upload handlers works/m);
    expect(ofNode.stdout).toMatch(/^ok 2 - a server that judges the ticket before the GUID/m);
    expect(ofVitest.stdout).toMatch(/^ok 1 - .*holds for the server/m);
    expect(ofVitest.stdout).toMatch(/^ok 2 - .*names its files/m);
    // Nothing was written into the project of others.
    const cacheOfVite = "node_modules";
    const left = (await readdir(cwd)).filter((name) => name !== cacheOfVite);
    expect(left.sort()).toEqual((await readdir(join(ROOT, "examples/own-suite"))).sort());
  });

  test("fails the suite of a project whose server does not conform, and says how", async () => {
    const cwd = await folder("failing", "examples/own-suite");
    const file = join(cwd, "uploads.test.js");
    const broken = '{ embedded: { faults: ["delete-upload-second-time-fails"] } }';
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace("{ embedded: true }", broken));
    const ended = await run(process.execPath, ["--test", "--test-reporter", "tap"], {
      cwd,
      env,
    }).then(
      () => ({ stdout: "", code: 0 }),
      (error: { readonly stdout: string; readonly code: number }) => error,
    );
    expect(ended.code).toBe(1);
    expect(ended.stdout).toMatch(/^not ok 1 - deleting upload handlers works/m);
    expect(ended.stdout).toContain("DUH-12");
    expect(ended.stdout).toMatch(/^ok 2 - /m);
  });

  test("judges the example of a service of one's own, and proves it by its own faults", async () => {
    const cwd = await folder("shelf", "examples/own-service");
    const main = join(project, "node_modules", "assay", "dist", "src", "cli", "main.js");
    const own = { cwd, env: { ...env, SHELF_PORT: await freePort() } };
    const ended = (...args: readonly string[]) => run(process.execPath, [main, ...args], own);
    const some = [
      "--fault",
      "request-id-missing-on-delete,last-byte-is-lost",
      "--dialect",
      "terse",
    ];
    const sparing = ["--seeds", "1", "--runs", "5", "--null-server", "echo", "--claims-only"];
    // Each on a port of its own; check and run start the same server.
    const [proven, [checked, judged]] = await Promise.all([
      ended("prove", "--specs", "shelf", ...some, ...sparing, "--out", "proof"),
      ended("check").then(
        async (first) => [first, await ended("run", "--runs", "5", "--seed", "1")] as const,
      ),
    ]);
    expect(checked.stdout).toMatch(/ok {2}shelf +http:\/\/127\.0\.0\.1:\d+ answers GetItem/);
    expect(judged.stdout).toContain("shelf conforms: all 9 MUST rules were judged and hold");
    expect(proven.stdout).toContain("2 of 2 found by every rule that claims them");
    expect(proven.stdout).toContain("0 false alarms");
  });

  test("is typed: what there is compiles under the strictest settings, and a typo does not", async () => {
    const cwd = await folder("typed");
    const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const options = ["--strict", "--exactOptionalPropertyTypes", "--noEmit"];
    const node = ["--module", "nodenext", "--target", "es2023", "--types", "node"];
    const source = `
      import { audit, type Audit, type OwnCheck, type Report, UsageError, fc } from "assay";
      import { type AnyOutcome, explained, type Property, sequenceProperty, type SequentialSpec } from "assay";
      type Call = { readonly call: "take"; readonly of: string };
      interface Outcome extends AnyOutcome { readonly words: string }
      const spec: SequentialSpec<"free" | "taken", Call, Outcome> = {
        start: () => "free",
        step: () => explained(["taken" as const]),
      };
      const property: Property = sequenceProperty({
        name: "lock-model",
        title: "Locks.",
        explanation: { generates: [], sends: [], demands: [] },
        needs: [],
        inputs: () => fc.record({}),
        enter: () => ({ spec, make: async () => undefined }),
        opening: { call: { call: "take", of: "l0" }, over: "own" },
        calls: () => [],
        describe: ({ of }) => of,
      });
      const brief: OwnCheck = (most, answer) => [{ expected: String(most), actual: answer.kind }];
      const result: Audit = await audit({
        targets: { mine: { services: { inforouter: { baseUrl: "http://127.0.0.1:1/srv.asmx" } } } },
        select: { level: ["MUST"], binding: ["get"] },
        checks: { brief },
        generators: { names: ({ prefix }) => fc.constant(String(prefix)) },
      });
      const report: Report = result.report;
      const code: number = result.exitCode;
      console.log(report.targets[0]?.rules[0]?.verdict, code, UsageError, property);
    `;
    await writeFile(join(cwd, "right.mts"), source);
    await writeFile(join(cwd, "wrong.mts"), source.replace("select:", "selct:"));
    const compile = (file: string) =>
      run(process.execPath, [compiler, ...options, ...node, file], { cwd, env });
    await compile("right.mts");
    await expect(compile("wrong.mts")).rejects.toMatchObject({
      stdout: expect.stringContaining("selct"),
    });
  });
});
