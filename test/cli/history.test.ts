import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderJson } from "../../reporters/json/render-json.ts";
import { sealReport } from "../../src/judge/report/seal-report.ts";
import type { Report } from "../../src/model/report.ts";
import { conforming } from "../reporters/fixtures/conforming.ts";
import { violating } from "../reporters/fixtures/violating.ts";
import { HAS_SSH_KEYGEN, sshKeys, verifiedBySsh } from "../sign/ssh-keys.ts";
import { assay, emptyFolder } from "./assay.ts";

const sealed = sealReport(violating);

async function folderWith(report: Report): Promise<string> {
  const cwd = await emptyFolder();
  await writeFile(join(cwd, "report.json"), renderJson(report));
  return cwd;
}

const ADD = ["history", "add", "report.json"];

describe("assay history", () => {
  test("keeps a report, says when it was there, and writes the page", async () => {
    const cwd = await folderWith(sealed);
    const first = await assay(ADD, { cwd });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(/^20260301T093000Z-[0-9a-f]{12}\.json kept\n$/);
    const again = await assay(ADD, { cwd });
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/ was there already\n$/),
    });
    expect(await readdir(join(cwd, "assay-history"))).toHaveLength(1);
    const site = await assay(["history", "site"], { cwd });
    expect(site).toMatchObject({ code: 0, stdout: "assay-history-site/index.html\n" });
    const page = await readFile(join(cwd, "assay-history-site", "index.html"), "utf8");
    expect(page).toMatch(/^<!doctype html>/);
    expect(await assay(["history", "show"], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("✘ acme violates"),
    });
    expect(await assay(["history", "verify"], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^✔ .* is as it was written, and is not signed\n$/),
    });
  });

  test.each<[string, Report | object, RegExp]>([
    [
      "was changed",
      { ...sealed, run: { ...sealed.run, seed: 7 } },
      /^error: report\.json: the report was changed after it was written: .*\n {2}give the report/,
    ],
    ["has no digest", violating, /no digest: .*\n {2}give a report\.json as assay run writes it/],
    [
      "is of a shard",
      sealReport({ ...violating, run: { ...violating.run, shard: "1/2" } }),
      /is shard 1\/2 of a run\n {2}make one report of all shards first: assay merge/,
    ],
    [
      "is of an older version",
      ofVersion1(),
      /has format version 1, .*\n {2}judge the server again with this version of assay/,
    ],
    ["is none", { format: "else" }, /this is not a report of assay/],
    ["is of another version", { ...sealed, formatVersion: 3 }, /has format version 3/],
  ])("refuses a report that %s, and keeps nothing", async (_, report, says) => {
    const cwd = await folderWith(report as Report);
    expect(await assay(ADD, { cwd })).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(says),
    });
    expect(await readdir(cwd)).toEqual(["report.json"]);
  });

  test("keeps all that it is given, or nothing", async () => {
    const cwd = await folderWith(sealed);
    expect(await assay([...ADD, "missing.json"], { cwd })).toMatchObject({ code: 2 });
    expect(await readdir(cwd)).toEqual(["report.json"]);
  });

  test("says what to do where there is nothing yet, and where the folder is none", async () => {
    const cwd = await folderWith(sealed);
    for (const command of ["site", "show", "verify"]) {
      expect(await assay(["history", command], { cwd })).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(
          /there is no run in the folder "assay-history"\n.*history add/,
        ),
      });
    }
    expect(await assay(["history", "show", "--dir", "report.json"], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"report.json" is no folder'),
    });
    expect(await assay(["history"], { cwd })).toMatchObject({ code: 2 });
    expect(await assay(["history", "shwo"], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Did you mean show\?/),
    });
  });
});

describe.skipIf(!HAS_SSH_KEYGEN)("with a key of SSH", () => {
  test("a kept run is signed, and one that was changed or is not signed ends with 1", async () => {
    const keys = await sshKeys(["-t", "ed25519"]);
    try {
      const cwd = await folderWith(sealed);
      await writeFile(join(cwd, "second.json"), renderJson(other()));
      const signed = await assay([...ADD, "--sign", keys.key], { cwd });
      expect(signed).toMatchObject({ code: 0, stdout: expect.stringMatching(/ kept, signed\n$/) });
      const [file = "", beside = ""] = await readdir(join(cwd, "assay-history"));
      const read = (name: string) => readFile(join(cwd, "assay-history", name), "utf8");
      const bySsh = await verifiedBySsh(keys, await read(file), await read(beside));
      expect(bySsh).toMatchObject({ code: 0, says: expect.stringMatching(/^Good "assay-report"/) });

      const verify = ["history", "verify", "--allowed-signers", keys.signers];
      expect(await assay(verify, { cwd })).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/is signed by kim@example\.org, SHA256:/),
      });
      const site = ["history", "site", "-o", ".", "--allowed-signers", keys.signers];
      expect(await assay(site, { cwd })).toMatchObject({ code: 0 });
      expect(await readFile(join(cwd, "index.html"), "utf8")).toContain("by kim@example.org");

      await assay(["history", "add", "second.json"], { cwd });
      expect(await assay(["history", "verify"], { cwd })).toMatchObject({ code: 0 });
      expect(await assay(verify, { cwd })).toMatchObject({
        code: 1,
        stdout: expect.stringMatching(/✔ .*\n✘ .* is as it was written, and is not signed\n$/),
      });
      await assay(["history", "add", "second.json", "--sign", keys.key], { cwd });
      expect(await assay(verify, { cwd })).toMatchObject({ code: 0 });

      const text = await read(file);
      await writeFile(join(cwd, "assay-history", file), `${text} `);
      expect(await assay(["history", "verify"], { cwd })).toMatchObject({
        code: 1,
        stdout: expect.stringMatching(/✘ .* has a wrong signature: it is not of this content/),
      });
    } finally {
      await keys.remove();
    }
  });

  test("a report is signed, verified by ssh-keygen and by itself, and told when it was changed", async () => {
    const keys = await sshKeys(["-t", "ecdsa"]);
    try {
      const cwd = await folderWith(sealed);
      const sign = ["report", "report.json", "--sign", keys.key];
      expect(await assay(sign, { cwd })).toMatchObject({ code: 0, stdout: "report.json.sig\n" });
      const [text, signature] = await Promise.all(
        ["report.json", "report.json.sig"].map((name) => readFile(join(cwd, name), "utf8")),
      );
      expect(await verifiedBySsh(keys, text ?? "", signature ?? "")).toMatchObject({ code: 0 });

      const verify = ["report", "report.json", "--verify", "--allowed-signers", keys.signers];
      expect(await assay(verify, { cwd })).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/✔ signature is signed by kim@example\.org, SHA256:/),
      });
      expect(await assay(verify.slice(0, 3), { cwd })).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/✔ signature is signed by the key SHA256:.*not checked/),
      });
      await writeFile(join(cwd, "report.json"), renderJson(other()));
      expect(await assay(verify, { cwd })).toMatchObject({
        code: 1,
        stdout: expect.stringMatching(/✘ signature has a wrong signature: it is not of this/),
      });
      await writeFile(join(cwd, "report.json"), renderJson({ ...sealed, digest: "sha256:00" }));
      expect(await assay(sign, { cwd })).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/is not as its run wrote it, and is not signed\n.*--verify/),
      });
      const none = await folderWith(sealed);
      expect(await assay(verify, { cwd: none })).toMatchObject({
        code: 1,
        stdout: expect.stringMatching(/✘ signature is not signed/),
      });
    } finally {
      await keys.remove();
    }
  });
});

describe.runIf(HAS_SSH_KEYGEN)("a run that signs", () => {
  test("has its report signed with the key, which another key or a changed report shows", async () => {
    const [keys, others] = await Promise.all([
      sshKeys(["-t", "ed25519"]),
      sshKeys(["-t", "ed25519"]),
    ]);
    try {
      const cwd = await emptyFolder();
      await writeFile(join(cwd, "targets.json"), '{"targets":{"acme":{"embedded":true}}}');
      const run = ["run", "-r", "*.delete-upload-handler.twice", "--runs", "2", "-s", "1"];
      const signed = await assay([...run, "--sign", keys.key], { cwd });
      expect(signed).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/^signed: assay-report\/report\.json\.sig$/m),
      });
      const path = join(cwd, "assay-report", "report.json");
      const [text, signature] = await Promise.all([
        readFile(path, "utf8"),
        readFile(`${path}.sig`, "utf8"),
      ]);
      expect(await verifiedBySsh(keys, text, signature)).toMatchObject({ code: 0 });
      const verify = (signers: string) =>
        assay(["report", path, "--verify", "--allowed-signers", signers], { cwd });
      expect(await verify(keys.signers)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/✔ signature is signed by kim@example\.org, SHA256:/),
      });
      expect(await verify(others.signers)).toMatchObject({
        code: 1,
        stdout: expect.stringContaining("✘ signature is signed by the key"),
      });
      await writeFile(path, text.replace('"seed": 1', '"seed": 2'));
      expect(await verify(keys.signers)).toMatchObject({
        code: 1,
        stdout: expect.stringMatching(/✘ report .*was changed[\s\S]*✘ signature has a wrong/),
      });

      // The next report is another, and nobody has signed it.
      expect(await assay(run, { cwd })).toMatchObject({ code: 0 });
      expect(await verify(keys.signers)).toMatchObject({
        code: 1,
        stdout: expect.stringContaining("✘ signature is not signed"),
      });
      await assay([...run, "--shard", "1/1", "-o", "shard"], { cwd });
      const shard = join("shard", "report.json");
      const merged = ["merge", shard, "-o", "merged", "--sign", keys.key];
      expect(await assay(merged, { cwd })).toMatchObject({ code: 0 });
      const whole = join(cwd, "merged", "report.json");
      const own = ["report", whole, "--verify", "--allowed-signers", keys.signers];
      expect(await assay(own, { cwd })).toMatchObject({ code: 0 });
    } finally {
      await Promise.all([keys.remove(), others.remove()]);
    }
  });

  test("tells a key that it cannot use before it sends anything", async () => {
    const cwd = await emptyFolder();
    await writeFile(join(cwd, "targets.json"), '{"targets":{"acme":{"embedded":true}}}');
    expect(await assay(["run", "--sign", "targets.json"], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the key "targets.json" is no private key'),
    });
    expect(await readdir(cwd)).toEqual(["targets.json"]);
  });
});

test("a key or a list of signers that cannot be used is told", async () => {
  const cwd = await folderWith(sealed);
  await writeFile(join(cwd, "signers"), "# ours\nkim@example.org ssh-ed25519\n");
  expect(await assay([...ADD, "--sign", "no-key"], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/the key "no-key" cannot be read: .*\n {2}give the file of a/),
  });
  expect(await assay([...ADD, "--sign", "report.json"], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('the key "report.json" is no private key that can be read'),
  });
  await assay(ADD, { cwd });
  expect(await assay(["history", "verify", "--allowed-signers", "signers"], { cwd })).toMatchObject(
    {
      code: 2,
      stderr: expect.stringMatching(/signers:2: there is no key in this line\n {2}a line is as/),
    },
  );
});

function other(): Report {
  const run = { ...violating.run, startedAt: "2026-03-02T09:30:00.000Z" };
  return sealReport({ ...violating, run });
}

/** As assay wrote it before it counted what was judged. */
function ofVersion1(): object {
  const targets = conforming.targets.map(({ judged: _, ...target }) => target);
  return { ...conforming, formatVersion: 1, targets };
}
