import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { OWNER, STRANGER } from "../../reference/apidatatools/users.ts";
import type { ReferenceServer } from "../../reference/server.ts";
import type { Report, RuleReport } from "../../src/model/report.ts";
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

async function rulesIn(cwd: string): Promise<readonly RuleReport[]> {
  const report = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
  return (JSON.parse(report) as Report).targets[0]?.rules ?? [];
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
  const rules = await rulesIn(cwd);
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
  const rules = await rulesIn(cwd);
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

describe("keys that are no good", () => {
  const { owner, stranger } = { owner: OWNER.key, stranger: STRANGER.key };
  const wrong = "wrongWrongWrongWrong";
  const NO_STRANGER = ["apidatatools.delete-upload.foreign-upload"];

  test.each([
    ["stranger", { owner, stranger: wrong }],
    ["owner", { owner: wrong, stranger }],
  ])("keys.%s is told once, with the setting's name, and fails no rule", async (user, keys) => {
    const cwd = await withSettings({}, { keys });
    const run = ["run", "--service", "apidatatools", "--runs", "3", "--seed", "1"];
    const { code, stdout } = await assay([...run, "--level", "must"], { cwd });
    expect(code).toBe(3);
    expect(stdout.match(/the\s+key\s+is\s+refused/g)).toHaveLength(1);
    expect(stdout.replace(/\s+/g, " ")).toContain(`look at keys.${user}`);
    expect(stdout).not.toContain("wrongWrong");
    const rules = (await rulesIn(cwd)).filter(({ verdict }) => verdict !== "not-applicable");
    const open = rules.filter(({ verdict }) => verdict !== "pass");
    expect(new Set(open.map(({ verdict }) => verdict))).toEqual(new Set(["inconclusive"]));
    // What can do without the stranger does.
    expect(open.map(({ id }) => id)).toEqual(
      user === "stranger" ? NO_STRANGER : rules.map(({ id }) => id),
    );
  });
});

test("two logins of one account are told, and nobody is judged by a stranger who is none", async () => {
  const { cwd, server } = await servedTarget();
  const file = join(cwd, "targets.json");
  const declared = JSON.parse(await readFile(file, "utf8"));
  const { inforouter } = declared.targets.acme.services;
  inforouter.users.stranger = { ticket: await ticketOf(server) };
  await writeFile(file, JSON.stringify({ targets: { acme: { services: { inforouter } } } }));
  const checked = await assay(["check"], { cwd });
  const said = "users.owner and users.stranger are one account: isValidTicket gives userid 101";
  expect(checked.code).toBe(3);
  expect(checked.stdout).toContain(`NO  stranger       ${said}`);
  const { code, stdout } = await assay([...RUN, "DeleteUploadHandler", "--level", "must"], { cwd });
  expect(code).toBe(3);
  expect(stdout.replace(/\s+/g, " ").split(said)).toHaveLength(2);
  const verdicts = (await rulesIn(cwd)).map(({ verdict }) => verdict);
  expect(verdicts).toContain("pass");
  expect(verdicts).not.toContain("fail");
});

test("check tells a ticket that has ended, and one that works", async () => {
  const { server } = await servedTarget();
  const live = await ticketOf(server);
  const dead = "0f8fad5b-d9cb-469f-a165-70867728950e";
  const { cwd } = await servedTarget();
  for (const absent of [[], ["isValidTicket"]]) {
    const { inforouter } = (entryOf(server) as { services: { inforouter: object } }).services;
    const users = { owner: { ticket: live }, stranger: { ticket: dead } };
    const acme = { services: { inforouter: { ...inforouter, users, operations: { absent } } } };
    await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: { acme } }));
    const { code, stdout } = await assay(["check"], { cwd });
    expect(code).toBe(3);
    expect(stdout).toMatch(/ok {2}owner +the credentials work/);
    const by = absent.length > 0 ? "DeleteUploadHandler" : "isValidTicket";
    expect(stdout).toMatch(
      new RegExp(`NO {2}stranger +the ticket is refused: ${by} .*look at users\\.stranger`),
    );
    expect(stdout).not.toContain(dead);
  }
});

test("where nothing of a service is there, its address is doubted", async () => {
  const { server } = await servedTarget();
  const { apidatatools } = (entryOf(server) as { services: { apidatatools: object } }).services;
  const { cwd } = await servedTarget();
  const baseUrl = `${server.url}/upload-api`;
  const acme = { services: { apidatatools: { ...apidatatools, baseUrl } } };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: { acme } }));
  const said = `${baseUrl} answers, but offers nothing of apidatatools (DeleteUpload); is its baseUrl right?`;
  const checked = await assay(["check"], { cwd });
  expect(checked.code).toBe(3);
  expect(checked.stdout).toContain(`NO  apidatatools   ${said}`);
  const { code, stdout } = await assay(["run", "--runs", "1", "--seed", "1"], { cwd });
  expect(code).toBe(3);
  expect(stdout.replace(/\s+/g, " ")).toContain(said);
  expect(`${checked.stdout}${stdout}`).not.toContain("absent");
});

/** A session of the owner's, for as long as the server lives. */
async function ticketOf({ inforouter }: ReferenceServer): Promise<string> {
  const { uid, pwd } = inforouter.users.owner;
  const query = new URLSearchParams({ uid, pwd });
  const answer = await fetch(`${inforouter.baseUrl}/AuthenticateUser?${query}`);
  return /ticket="([^"]+)"/i.exec(await answer.text())?.[1] ?? "";
}
