import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startReferenceServer } from "../../reference/server.ts";
import type { Report } from "../../src/model/report.ts";
import { assay } from "../cli/assay.ts";
import { entryOf } from "../cli/served-target.ts";
import { record } from "./recorder.ts";

/** Hostile messages, broken ones and other ways to write them among it: nothing of these is a fault of the server. */
const RULES = [
  ...["guid-before-auth", "malformed-guid", "success-envelope", "invalid-ticket", "soap", "twice"],
  ...["after-broken-bodies", "bindings-agree", "equivalent-requests", "refuses-hostile-xml"],
  ...["declared-encodings", "survives-hostile-values"],
].map((name) => `inforouter.delete-upload-handler.${name}`);
const RUN = [
  "run",
  ...[...RULES, "inforouter.create-upload-handler.size-*", "tus.head.*"].flatMap((one) => [
    "-r",
    one,
  ]),
  ...["--runs", "2", "--seed", "1", "--format", "har", "--quiet"],
];

/** What a run against the reference server leaves: its reports, and traffic.har of what went over the wire. */
interface Recorded {
  readonly cwd: string;
  readonly entries: number;
  /** Of the users of the target: what nobody may read. */
  readonly secrets: readonly string[];
}

const folders: string[] = [];

/** Runs the rules against the reference server, through a proxy that records it. */
async function recordedRun(faults: readonly string[]): Promise<Recorded> {
  const server = await startReferenceServer({ faults });
  const proxy = await record(server.url);
  try {
    const cwd = await mkdtemp(join(tmpdir(), "assay-test-"));
    folders.push(cwd);
    const { services } = entryOf(server, proxy.url) as { readonly services: object };
    const tus = { baseUrl: server.tus.baseUrl.replace(server.url, proxy.url) };
    const acme = { services: { ...services, tus }, safety: "full" };
    await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: { acme } }));
    await assay(RUN, { cwd });
    const har = proxy.har();
    await writeFile(join(cwd, "traffic.har"), JSON.stringify(har));
    const { owner, stranger } = server.inforouter.users;
    return { cwd, entries: har.log.entries.length, secrets: [owner.pwd, stranger.pwd] };
  } finally {
    await proxy.close();
    await server.close();
  }
}

async function imported(cwd: string, file: string, args: readonly string[] = []) {
  const ended = await assay(["import", "har", file, ...args], { cwd });
  const path = join(cwd, "assay-report", "imported", "report.json");
  const text = await readFile(path, "utf8").catch(() => '{"targets":[]}');
  const rules = (JSON.parse(text) as Report).targets.flatMap((target) => target.rules);
  const having = (kind: string) =>
    rules.filter(({ verdict }) => verdict === kind).map(({ id }) => id);
  return { ...ended, passed: having("pass"), failed: having("fail") };
}

let good: Recorded;
let faulty: Recorded;

beforeAll(async () => {
  good = await recordedRun([]);
  faulty = await recordedRun([
    "delete-upload-checks-ticket-before-guid",
    "tus-resumable-missing-on-head",
  ]);
}, 180_000);

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** The reports that the runs themselves wrote as HAR. */
const OWN = join("assay-report", "report.har");

describe("recorded traffic of the reference server", () => {
  test("has no failure, hostile and broken messages among it", async () => {
    expect(good.entries).toBeGreaterThan(200);
    const { code, stdout, stderr, passed, failed } = await imported(good.cwd, "traffic.har");
    expect({ code, stderr, failed }).toEqual({ code: 0, stderr: "", failed: [] });
    expect(stdout).toContain("conforms as far as it was judged");
    expect(stdout).toMatch(/recorded traffic: .*of\s+inforouter\s+at.*of\s+tus\s+at/s);
    expect(passed).toEqual(
      expect.arrayContaining([
        "inforouter.create-upload-handler.size-below-minimum",
        "inforouter.delete-upload-handler.guid-before-auth",
        "inforouter.delete-upload-handler.malformed-guid",
        "inforouter.delete-upload-handler.success-envelope",
        "tus.head.protocol-version",
      ]),
    );
  });

  test("has nothing to judge in what a run wrote that found nothing", async () => {
    expect(await imported(good.cwd, OWN)).toMatchObject({ code: 3, stderr: "" });
  });
});

describe("recorded traffic of a faulty server", () => {
  const FAILED = ["inforouter.delete-upload-handler.guid-before-auth", "tus.head.protocol-version"];

  test("has its failures, and nothing secret in any report of them", async () => {
    const args = ["-f", "har,html,junit"];
    const { code, stdout, failed } = await imported(faulty.cwd, "traffic.har", args);
    expect({ code, failed }).toEqual({ code: 1, failed: expect.arrayContaining(FAILED) });
    expect(stdout).toContain("violates");
    expect(stdout).toMatch(/DUH-08 {2}A handler that is no GUID is refused as bad Request/);
    const folder = join(faulty.cwd, "assay-report", "imported");
    const names = await readdir(folder);
    expect(names).toEqual(expect.arrayContaining(["report.har", "report.html", "report.json"]));
    const written = await Promise.all(
      names
        .filter((name) => name.startsWith("report"))
        .map((name) => readFile(join(folder, name), "utf8")),
    );
    for (const text of [stdout, ...written]) {
      expect(faulty.secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
    const verified = ["report", join(folder, "report.json"), "--verify"];
    expect(await assay(verified, { cwd: faulty.cwd })).toMatchObject({ code: 0 });
  });

  test("fails as well by what its run wrote, and as that of a target of the file", async () => {
    const own = await imported(faulty.cwd, OWN, ["-q"]);
    // Of the ticket that the run was left with nobody knows by its form that it was never issued.
    expect(own).toMatchObject({ code: 1, failed: expect.arrayContaining(FAILED.slice(1)) });
    const named = await imported(faulty.cwd, "traffic.har", ["-t", "acme", "-q"]);
    expect(named).toMatchObject({ code: 1, failed: expect.arrayContaining(FAILED) });
    expect(named.stdout).toMatch(/^✘ acme violates/);
    const elsewhere = ["--service", "tus", "--url", "http://127.0.0.1:1/files"];
    const none = await imported(faulty.cwd, "traffic.har", elsewhere);
    expect(none).toMatchObject({ code: 3, failed: [] });
    expect(none.stdout).toContain("no answer in it is one that a rule without");
  });
});

describe("what is no HAR is refused with its place and what to do", () => {
  const entry = { request: { method: "GET", url: "http://a/", headers: [] } };
  test.each([
    ["no JSON", "<har/>", /a\.har:1:1: /],
    ["a truncated file", '{\n"log": { "entries": [', /a\.har:2:\d+: /],
    [
      "another JSON",
      '{"openapi": "3.0.0"}',
      /a\.har:1:1: this is not a HAR: it has no object "log"/,
    ],
    ["no entries", '{"log": {}}', /a\.har:1:\d+: "entries" is missing/],
    ["an entry without its answer", JSON.stringify({ log: { entries: [entry] } }), /"response" is/],
  ])("%s", async (_, text, says) => {
    await writeFile(join(good.cwd, "a.har"), text);
    const ended = await assay(["import", "har", "a.har", "-o", "none"], { cwd: good.cwd });
    expect(ended.stderr).toMatch(says);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
  });
});
