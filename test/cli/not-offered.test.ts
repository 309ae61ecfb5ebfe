import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report, TargetReport } from "../../src/model/report.ts";
import { cutDownServer, MANNERS } from "../run/cut-down-server.ts";
import { assay, emptyFolder } from "./assay.ts";
import { entryOf, servedTarget } from "./served-target.ts";

const FILTER = [
  "--operation",
  "CreateUploadHandler,UploadFileChunk",
  "--level",
  "must",
  "--binding",
  "post",
];
const RUN = ["run", "--runs", "1", "--seed", "1", ...FILTER];

/** A folder whose target is a server without UploadFileChunk that declares nothing of it. */
async function withoutChunks(): Promise<string> {
  const { server, url } = await cutDownServer(["UploadFileChunk"], MANNERS["404 with JSON"]);
  const cwd = await emptyFolder();
  await writeFile(
    join(cwd, "targets.json"),
    JSON.stringify({ targets: { acme: entryOf(server, url) } }),
  );
  return cwd;
}

async function targetIn(cwd: string): Promise<TargetReport> {
  const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
  return (JSON.parse(text) as Report).targets[0] as TargetReport;
}

test("an operation that is neither offered nor declared absent fails no rule, and one line says why", async () => {
  const cwd = await withoutChunks();
  const { code, stdout } = await assay([...RUN, "--format", "md,junit,html"], { cwd });
  expect(code).toBe(3);
  const target = await targetIn(cwd);
  expect(target.outcome).toBe("incomplete");
  expect(target.rules.filter(({ verdict }) => verdict === "fail")).toEqual([]);
  expect(target.operations).toEqual({
    notOffered: [{ service: "inforouter", name: "UploadFileChunk", wsdl: "lists" }],
    contradicted: [],
  });
  const open = target.rules.filter(({ reason }) => reason === "UploadFileChunk is not offered");
  expect(open.length).toBeGreaterThan(5);
  expect(target.rules.some(({ verdict }) => verdict === "pass")).toBe(true);
  const line = `UploadFileChunk is not offered, though its WSDL lists it: ${open.length} rules not judged; declare it in operations.absent`;
  const words = stdout.replace(/\s+/g, " ");
  expect(words.split(line)).toHaveLength(2);
  expect(words).not.toContain("rules: UploadFileChunk is not offered");
  for (const file of ["report.md", "junit.xml", "report.html"]) {
    expect(await readFile(join(cwd, "assay-report", file), "utf8")).toContain(line);
  }
});

test("check names it, with the line to paste", async () => {
  const { code, stdout } = await assay(["check"], { cwd: await withoutChunks() });
  expect(code).toBe(3);
  expect(stdout).toMatch(
    /NO {2}not offered +UploadFileChunk \(its WSDL lists it\); write "operations": \{"absent":\["UploadFileChunk"\]\}/,
  );
  expect(stdout).toMatch(/ok {2}offered +AuthenticateUser, LogOut, .*DeleteDocument/);
});

test("where no selected rule needs it, that is what is said", async () => {
  const cwd = await withoutChunks();
  const only = ["--operation", "isValidTicket", "--runs", "1", "--seed", "1"];
  const { code, stdout } = await assay(["run", ...only], { cwd });
  expect(code).toBe(3);
  const words = stdout.replace(/\s+/g, " ");
  expect(words).toContain(
    "UploadFileChunk is not offered, though its WSDL lists it: no selected rule was left out for it; declare it in operations.absent",
  );
  expect(words).not.toContain("0 rules");
});

test("users who cannot log in because there is no AuthenticateUser are told so once", async () => {
  const { server, url } = await cutDownServer(["AuthenticateUser"], MANNERS["404 with a page"]);
  const cwd = await emptyFolder();
  const targets = { acme: entryOf(server, url) };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  const said = 'AuthenticateUser, which the target does not offer: give them a "ticket" instead';
  const checked = await assay(["check"], { cwd });
  expect(checked.code).toBe(3);
  expect(checked.stdout.match(/NO {2}users .*does not offer AuthenticateUser/g)).toHaveLength(1);
  const only = ["--operation", "CreateUploadHandler,DeleteUploadHandler", "--runs", "1"];
  const ran = await assay(["run", ...only, "--seed", "1"], { cwd });
  expect(ran.code).toBe(3);
  expect(ran.stdout.replace(/\s+/g, " ").split(said)).toHaveLength(2);
  expect(ran.stdout).not.toContain("could not log in");
});

test("an operation that is declared absent and answers is told, and nothing conforms", async () => {
  const { cwd } = await servedTarget();
  const file = join(cwd, "targets.json");
  const declared = JSON.parse(await readFile(file, "utf8"));
  declared.targets.acme.services.inforouter.operations = { absent: ["UploadFileChunk"] };
  await writeFile(file, JSON.stringify(declared));

  const { code, stdout } = await assay(RUN, { cwd });
  expect(code).toBe(3);
  expect(stdout).not.toContain("conforms");
  expect(stdout).toContain("declared absent, but answers: UploadFileChunk");
  expect(await targetIn(cwd)).toMatchObject({
    outcome: "incomplete",
    operations: { notOffered: [], contradicted: [{ name: "UploadFileChunk" }] },
  });

  const checked = await assay(["check"], { cwd });
  expect(checked.code).toBe(3);
  expect(checked.stdout).toMatch(
    /NO {2}not absent +UploadFileChunk .*declared absent, but answers/,
  );
});

test("an unknown name among the absent ones is an error with its place", async () => {
  const { cwd } = await servedTarget();
  const file = join(cwd, "targets.json");
  const declared = JSON.parse(await readFile(file, "utf8"));
  declared.targets.acme.services.inforouter.operations = { absent: ["UploadFilechunk"] };
  await writeFile(file, JSON.stringify(declared));
  for (const command of ["run", "check", "fuzz"]) {
    const { code, stderr } = await assay([command], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /targets\.json:1:\d+: .*"UploadFilechunk"\n {2}did you mean "UploadFileChunk"\?/,
    );
  }
});
