// biome-ignore-all lint/suspicious/noTemplateCurlyInString: targets.json has variables
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { assay, emptyFolder } from "./assay.ts";

const REFERENCE = { targets: { reference: { embedded: true } } };

/** What users get wrong: the arguments, the files, and what the command must say. */
const WRONG: readonly (readonly [
  what: string,
  args: readonly string[],
  files: Readonly<Record<string, string>>,
  says: RegExp,
])[] = [
  ["no targets file", ["run"], {}, /assay init/],
  [
    "a targets file that is no JSON",
    ["run"],
    { "targets.json": '{ "targets": ' },
    /targets\.json:1:\d+/,
  ],
  [
    "an unknown key",
    ["run"],
    { "targets.json": '{\n  "targets": { "a": { "embeded": true } }\n}' },
    /targets\.json:2:\d+: unknown key "embeded"\s+did you mean "embedded"\?/i,
  ],
  ["an unknown target", ["run", "--target", "referense"], {}, /did you mean "reference"/i],
  ["an unknown rule", ["run", "--rule", "guid-before-aut"], {}, /no rule "guid-before-aut"/],
  [
    "an unknown operation",
    ["list", "--operation", "DeleteUplodHandler"],
    {},
    /did you mean "DeleteUploadHandler"/,
  ],
  ["an unknown statement", ["list", "--statement", "DUH-99"], {}, /no statement "DUH-99"/],
  ["an unknown level", ["run", "--level", "most"], {}, /Did you mean "MUST"/],
  ["an unknown binding", ["run", "--binding", "soap"], {}, /Did you mean "soap11"/],
  [
    "filters that select nothing",
    ["list", "--service", "apidatatools", "--operation", "DeleteUploadHandler"],
    {},
    /no rule matches/,
  ],
  ["an unknown option", ["run", "--sead", "1"], {}, /--seed/],
  ["an unknown command", ["rum"], {}, /Did you mean run/],
  ["a number that is none", ["run", "--runs", "many"], {}, /whole number/],
  ["a duration that is none", ["run", "--timeout", "soon"], {}, /soon/],
  [
    "a missing variable",
    ["run"],
    {
      "targets.json":
        '{ "targets": { "a": { "services": { "inforouter": { "baseUrl": "http://127.0.0.1:1/srv.asmx", "users": { "owner": { "uid": "a", "pwd": "${NO_SUCH_VARIABLE}" } } } } } } }',
    },
    /NO_SUCH_VARIABLE/,
  ],
  [
    "another host without leave",
    ["run"],
    {
      "targets.json":
        '{ "targets": { "a": { "services": { "inforouter": { "baseUrl": "https://example.invalid/srv.asmx" } } } } }',
    },
    /--i-may-test-this-target/,
  ],
  [
    "an unknown fault",
    ["run"],
    {
      "targets.json":
        '{ "targets": { "a": { "embedded": { "faults": ["delete-upload-is-a-noop"] } } } }',
    },
    /delete-upload-is-a-no-op/,
  ],
  [
    "an unknown fault to serve",
    ["serve", "--port", "0", "--fault", "nothing-like-this"],
    {},
    /nothing-like-this/,
  ],
  ["a folder of rules that is not there", ["list", "--specs", "nowhere"], {}, /nowhere/],
  [
    "rules that are not YAML",
    ["list", "--specs", "pack"],
    { "pack/a.yaml": "rules: [" },
    /pack\/a\.yaml:1:\d+/,
  ],
  [
    "rules with an unknown key",
    ["list", "--specs", "pack"],
    {
      "pack/a.yaml":
        "service: inforouter\noperation: DeleteUploadHandler\ndocument: { title: x }\nrulez: []\n",
    },
    /pack\/a\.yaml:4:1: unknown key "rulez"\s+did you mean "rules"\?/i,
  ],
];

describe("what cannot be used: exit 2, and what to do", () => {
  test.each(WRONG)("%s", async (_, args, files, says) => {
    const cwd = await emptyFolder();
    await writeFile(join(cwd, "targets.json"), JSON.stringify(REFERENCE));
    if (args.length === 1 && Object.keys(files).length === 0) {
      const { rm } = await import("node:fs/promises");
      await rm(join(cwd, "targets.json"));
    }
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(cwd, name, ".."), { recursive: true });
      await writeFile(join(cwd, name), text);
    }
    const ended = await assay(args, { cwd });
    expect(ended.stderr).toMatch(says);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
    expect(ended.code).toBe(2);
  });
});

describe("commands that judge nothing", () => {
  test("init writes a targets file that run takes, and never over one", async () => {
    const cwd = await emptyFolder();
    expect(await assay(["init"], { cwd })).toMatchObject({ code: 0 });
    expect(await assay(["run", "--rule", "success-status"], { cwd })).toMatchObject({ code: 0 });
    const again = await assay(["init"], { cwd });
    expect(again).toMatchObject({ code: 2 });
    expect(again.stderr).toContain("is there already");
  });

  test("check says what works and what the target lacks", async () => {
    const cwd = await emptyFolder();
    await writeFile(join(cwd, "targets.json"), JSON.stringify(REFERENCE));
    const ended = await assay(["check"], { cwd });
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stdout).toMatch(/ok\s+owner\s+the credentials work/);
  });

  test("list is a table, and JSON for programs", async () => {
    const cwd = await emptyFolder();
    const table = await assay(["list", "--statement", "duh-08"], { cwd });
    expect(table.stdout).toMatch(
      /^inforouter\.delete-upload-handler\.guid-before-auth {2}MUST {2}DUH-08/,
    );
    const json = await assay(["list", "--json", "--statement", "DUH-08"], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject([{ level: "MUST", statements: ["DUH-08"] }]);
  });

  test("explain shows a rule whole", async () => {
    const cwd = await emptyFolder();
    const { stdout, code } = await assay(
      ["explain", "delete-upload-handler.guid-before-auth".replace(/^/, "inforouter.")],
      { cwd },
    );
    expect(code).toBe(0);
    for (const part of [
      "DUH-08",
      "Notes 2",
      "guid.malformed",
      "bad-request",
      "Control",
      "delete-upload-checks-ticket-before-guid",
    ]) {
      expect(stdout).toContain(part);
    }
  });

  test("--help and --version end with 0", async () => {
    const cwd = await emptyFolder();
    expect(await assay(["--help"], { cwd, isFresh: true })).toMatchObject({ code: 0 });
    expect((await assay(["--version"], { cwd })).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await assay([], { cwd, isFresh: true })).toMatchObject({ code: 2 });
  });
});
