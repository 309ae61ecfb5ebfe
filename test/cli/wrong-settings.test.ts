import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { assay } from "./assay.ts";
import { entryOf, servedTarget } from "./served-target.ts";

/** A folder with the reference server as a target, some of whose settings are others. */
async function withSettings(change: object): Promise<string> {
  const { cwd, server } = await servedTarget();
  const { services } = entryOf(server) as { services: { inforouter: object } };
  const inforouter = { ...services.inforouter, ...change };
  const targets = { acme: { services: { inforouter } } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
  return cwd;
}

const RUN = [
  "run",
  "--runs",
  "1",
  "--seed",
  "1",
  "--operation",
  "GetDownloadHandler",
  "--binding",
  "get",
];

test("a document that is not there is no fault of the server", async () => {
  const cwd = await withSettings({ documents: { readable: "/Library/nope.bin" } });
  const [checked, ended] = [await assay(["check"], { cwd }), await assay(RUN, { cwd })];
  const said =
    'the owner cannot read documents.readable "/Library/nope.bin": DownloadDocument answers';
  expect(checked.code).toBe(3);
  expect(checked.stdout).toContain(`NO  document      ${said}`);
  expect(ended.code).toBe(3);
  expect(ended.stdout.replace(/\s+/g, " ")).toContain(said);
  const report = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
  const rules = (JSON.parse(report) as Report).targets[0]?.rules ?? [];
  expect(rules.filter(({ verdict }) => verdict === "fail")).toEqual([]);
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
