import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Har } from "har-format";
import { describe, expect, onTestFinished, test } from "vitest";
import { startReferenceServer } from "../../reference/server.ts";
import type { Report } from "../../src/model/report.ts";
import { assay, emptyFolder } from "../cli/assay.ts";
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
  ...["--runs", "2", "--seed", "1", "--quiet", "--no-color"],
];

interface Recorded {
  readonly cwd: string;
  readonly har: Har;
  /** Of the users of the target: what nobody may read. */
  readonly secrets: readonly string[];
  readonly code: number | null;
}

/** A run against the reference server, through a proxy that records it; the folder has traffic.har. */
async function recordedRun(
  options: { readonly faults?: readonly string[]; readonly dialect?: string } = {},
  more: readonly string[] = [],
): Promise<Recorded> {
  const server = await startReferenceServer(options);
  onTestFinished(() => server.close());
  const proxy = await record(server.url);
  const cwd = await emptyFolder();
  const { services } = entryOf(server, proxy.url) as { readonly services: object };
  const tus = { baseUrl: server.tus.baseUrl.replace(server.url, proxy.url) };
  const acme = { services: { ...services, tus }, safety: "full" };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: { acme } }));
  const { code } = await assay([...RUN, ...more], { cwd });
  const har = proxy.har();
  await writeFile(join(cwd, "traffic.har"), JSON.stringify(har));
  const { owner, stranger } = server.inforouter.users;
  const { keys } = server.apidatatools;
  return { cwd, har, code, secrets: [owner.pwd, stranger.pwd, keys.owner, keys.stranger] };
}

async function imported(cwd: string, args: readonly string[] = []) {
  const ended = await assay(["import", "har", "traffic.har", ...args], { cwd });
  const path = join(cwd, "assay-report", "imported", "report.json");
  const text = await readFile(path, "utf8").catch(() => "null");
  const report = JSON.parse(text) as Report | null;
  const rules = report?.targets.flatMap((target) => target.rules) ?? [];
  const failed = rules.filter(({ verdict }) => verdict === "fail");
  return { ...ended, text, rules, failed: failed.map(({ id }) => id) };
}

describe("recorded traffic of a run", () => {
  test("of the reference server has no failure, hostile and broken messages among it", async () => {
    const { cwd, har } = await recordedRun();
    const { code, stdout, stderr, rules, failed } = await imported(cwd);
    expect({ code, stderr, failed }).toEqual({ code: 0, stderr: "", failed: [] });
    expect(stdout).toContain("conforms as far as it was judged");
    expect(stdout).toMatch(/recorded traffic: .*calls of\s+inforouter.*calls\s+of\s+tus/s);
    expect(har.log.entries.length).toBeGreaterThan(500);
    const passed = rules.filter(({ verdict }) => verdict === "pass").map(({ id }) => id);
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

  test.each(["austere", "classic"])(
    "of a legal server of another kind, %s, has none",
    async (dialect) => {
      const { cwd } = await recordedRun({ dialect });
      expect(await imported(cwd)).toMatchObject({ code: 0, stderr: "" });
    },
  );

  test("of a faulty one has the failures, without anything secret", async () => {
    const faults = ["delete-upload-checks-ticket-before-guid", "tus-resumable-missing-on-head"];
    const { cwd, secrets, code } = await recordedRun({ faults });
    expect(code).toBe(1);
    const { stdout, text, ...ended } = await imported(cwd, ["-f", "har,html,junit"]);
    expect(ended).toMatchObject({
      code: 1,
      failed: expect.arrayContaining([
        "inforouter.delete-upload-handler.guid-before-auth",
        "tus.head.protocol-version",
      ]),
    });
    expect(stdout).toContain("violates: 2 MUST rules violated");
    expect(stdout).toMatch(/DUH-08 {2}A handler that is no GUID is refused as bad Request/);
    const folder = join(cwd, "assay-report", "imported");
    const files = await readdir(folder);
    expect(files).toEqual(expect.arrayContaining(["report.html", "report.json", "junit.xml"]));
    const written = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
    for (const secret of secrets) {
      for (const one of [stdout, ...written]) expect(one.includes(secret)).toBe(false);
    }
    expect(text).toContain("entry");
    expect(await assay(["report", join(folder, "report.json"), "--verify"], { cwd })).toMatchObject(
      { code: 0 },
    );
  });

  test("is judged as that of a target of the file, by its addresses", async () => {
    const { cwd } = await recordedRun({ faults: ["delete-upload-checks-ticket-before-guid"] });
    const { code, stdout, failed } = await imported(cwd, ["-t", "acme", "-q"]);
    expect({ code, failed }).toEqual({
      code: 1,
      failed: ["inforouter.delete-upload-handler.guid-before-auth"],
    });
    expect(stdout).toMatch(/^✘ acme violates: 1 MUST rule violated/);
    const elsewhere = ["--service", "tus", "--url", "http://127.0.0.1:1/files", "-o", "other"];
    const none = await assay(["import", "har", "traffic.har", ...elsewhere], { cwd });
    expect(none).toMatchObject({ code: 3 });
    expect(none.stdout).toContain("no answer in it is one that a rule without set-up is about");
  });
});

test("the HAR of a run's report is judged as it is: what failed fails, what did not is not there", async () => {
  const faulty = await recordedRun({ faults: ["delete-upload-bad-guid-other-text"] }, [
    "-f",
    "har",
  ]);
  const own = join("assay-report", "filtered", "report.har");
  const judged = await assay(["import", "har", own], { cwd: faulty.cwd });
  expect(judged).toMatchObject({ code: 1, stderr: "" });
  expect(judged.stdout).toContain("inforouter.delete-upload-handler.malformed-guid");

  const good = await recordedRun({}, ["-f", "har"]);
  expect(await assay(["import", "har", own], { cwd: good.cwd })).toMatchObject({ code: 3 });
});
