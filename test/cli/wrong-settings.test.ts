import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { assay } from "./assay.ts";
import { entryOf, servedTarget } from "./served-target.ts";

/** A folder with the reference server as a target, some of whose settings are others. */
async function withSettings(change: object, api?: object): Promise<string> {
  const { cwd, server } = await servedTarget();
  const { services } = entryOf(server) as {
    services: { inforouter: object; apidatatools: object };
  };
  const inforouter = { ...services.inforouter, ...change };
  const apidatatools = { ...services.apidatatools, ...api };
  const targets = { acme: { services: { inforouter, ...(api ? { apidatatools } : {}) } } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  return cwd;
}

const RUN = ["run", "--runs", "1", "--seed", "1", "--binding", "get", "--operation"];

test("a document that is not there is no fault of the server", async () => {
  const cwd = await withSettings({ documents: { readable: "/Library/nope.bin" } });
  const [checked, ended] = [
    await assay(["check"], { cwd }),
    await assay([...RUN, "GetDownloadHandler"], { cwd }),
  ];
  const said =
    'the owner cannot read documents.readable "/Library/nope.bin": DownloadDocument answers';
  expect(checked.code).toBe(3);
  expect(checked.stdout).toContain(`NO  document       ${said}`);
  expect(ended.code).toBe(3);
  expect(ended.stdout.replace(/\s+/g, " ")).toContain(said);
  const report = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
  const rules = (JSON.parse(report) as Report).targets[0]?.rules ?? [];
  expect(rules.filter(({ verdict }) => verdict === "fail")).toEqual([]);
});

test("a folder that is not there is no fault of the server, and is told once", async () => {
  const cwd = await withSettings({ folders: { writable: "/Nowhere/inbox" } });
  const run = [...RUN, "UploadDocument,UploadNewDocumentWidthHandler,isValidTicket"];
  const [checked, ended] = [await assay(["check"], { cwd }), await assay(run, { cwd })];
  const said =
    'the owner cannot write into folders.writable "/Nowhere/inbox": UploadDocument answers';
  expect(checked.code).toBe(3);
  expect(checked.stdout).toContain(`NO  folder         ${said}`);
  expect(await readdir(cwd)).toEqual(["assay-report", "targets.json"]);
  expect(ended.code).toBe(3);
  expect(ended.stdout.replace(/\s+/g, " ").split(said)).toHaveLength(2);
  const report = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
  const rules = (JSON.parse(report) as Report).targets[0]?.rules ?? [];
  const of = (operation: string) => rules.filter((rule) => rule.operation === operation);
  const verdicts = (operation: string) => [...new Set(of(operation).map(({ verdict }) => verdict))];
  expect(verdicts("UploadNewDocumentWidthHandler")).toEqual(["inconclusive"]);
  expect(verdicts("isValidTicket")).toEqual(["pass"]);
});

test("check tells a key that is refused, and a list that is elsewhere", async () => {
  const keys = { owner: "wrongWrongWrongWrong", stranger: "alsoWrongAlsoWrong" };
  const { code, stdout } = await assay(["check"], { cwd: await withSettings({}, { keys }) });
  expect(code).toBe(3);
  expect(stdout).toMatch(/NO {2}keys\.owner +the key is refused: HTTP 401 .*look at keys\.owner/);
  expect(stdout).toMatch(/NO {2}keys\.stranger +the key is refused/);
  expect(stdout).not.toContain("wrongWrong");

  const listUploads = { path: "/lists-uploads", ids: "/uploads/*/upload_id" };
  const astray = await assay(["check"], { cwd: await withSettings({}, { listUploads }) });
  expect(astray.code).toBe(3);
  expect(astray.stdout).toMatch(/ok {2}keys\.owner +the key works/);
  expect(astray.stdout).toMatch(/NO {2}listUploads +keys\.owner gets HTTP 404/);
});

test("a folder with a slash at its end is the same folder", async () => {
  const cwd = await withSettings({ folders: { writable: "/Library/inbox/" } });
  const ended = await assay(
    ["run", "--runs", "1", "--seed", "1", "--operation", "UploadNewDocumentWidthHandler"],
    { cwd },
  );
  expect(ended.stdout).toContain("acme conforms");
  expect(ended.code).toBe(0);
});
