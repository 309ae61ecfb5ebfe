import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unauthorizedTargets } from "../../src/config/targets/unauthorized-targets.ts";
import { sealReport } from "../../src/judge/report/seal-report.ts";
import type { Report } from "../../src/model/report.ts";
import type { Safety, Target } from "../../src/model/target.ts";
import type { JsonValue } from "../../src/model/value.ts";
import { beginJournal } from "../../src/run/cleanup/journal-file.ts";
import { whyNotRemoved } from "../../src/run/cleanup/permitted-removal.ts";
import { whyForbidden } from "../../src/run/target/authority.ts";
import { probeS3 } from "../../src/run/target/s3-probe.ts";
import { createSecretPlaces } from "../../src/run/target/secret-places.ts";
import { createUnissued } from "../../src/run/target/unissued.ts";
import { assay, emptyFolder } from "../cli/assay.ts";
import { servedTarget } from "../cli/served-target.ts";
import { EMBEDDED } from "../run/open-reference.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";

const { operations, services } = BUILT_IN;
const PASSWORD = "correct-horse-battery";
const KEY = "0f1e2d3c4b5a6978ff";
const FOLDER = "/Public/Test";

function target(safety: Safety): Target {
  const operationsOffered = { absent: [] };
  const at = { operations: operationsOffered };
  return {
    ...EMBEDDED,
    name: "acme",
    safety,
    services: {
      inforouter: {
        ...at,
        baseUrl: "http://127.0.0.1:1/srv.asmx",
        bindings: ["post"],
        users: {
          owner: { uid: "alice", pwd: PASSWORD },
          stranger: { uid: "bob", pwd: "bob-password" },
        },
        folders: { writable: FOLDER },
        documents: { readable: "/Public/Handbook.pdf" },
      },
      apidatatools: {
        ...at,
        baseUrl: "http://127.0.0.1:1",
        bindings: ["rest"],
        keys: { owner: KEY },
      },
      tus: { ...at, baseUrl: "http://127.0.0.1:1/files", bindings: ["rest"] },
    },
  };
}

interface Asked {
  readonly with?: Readonly<Record<string, JsonValue>>;
  readonly at?: string;
  readonly method?: string;
  readonly rename?: Readonly<Record<string, string>>;
}

/** Why a call of `service/Operation` is not sent. */
function why(safety: Safety, call: string, asked: Asked = {}): string | undefined {
  const [service = "", name = ""] = call.split("/");
  const operation = operations[service]?.[name];
  if (!operation) throw new Error(`there is no ${call}`);
  const wanted = { operation, with: {}, ...asked };
  const described = { target: target(safety), services, operations };
  const unissued = createUnissued();
  unissued.note("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeee01");
  return (
    whyForbidden(wanted, { ...described, unissued }) ??
    createSecretPlaces(described).whyMisplaced(wanted)
  );
}

const GUID = "11111111-2222-3333-4444-555555555555";
const BYTES = { bytes: { size: 1, seed: 1 } };

describe("hostile: authority, a target that is read-only", () => {
  const refused: readonly (readonly [string, Asked])[] = [
    ["inforouter/CreateUploadHandler", {}],
    ["inforouter/UploadFileChunk", { with: { uploadHandler: GUID, fileChunk: BYTES } }],
    ["inforouter/UploadDocument", { with: { path: `${FOLDER}/a`, fileContent: BYTES } }],
    [
      "inforouter/UploadDocumentWithHandler",
      { with: { path: `${FOLDER}/a`, uploadHandler: GUID } },
    ],
    ["inforouter/UploadZipWithHandler", { with: { folderPath: FOLDER, uploadHandler: GUID } }],
    ["inforouter/GetDownloadHandler", { with: { Path: "/Public/Handbook.pdf" } }],
    ["inforouter/CreateFolder", { with: { Path: `${FOLDER}/a` } }],
    ["inforouter/DeleteDocument", { with: { Path: "/Public/Handbook.pdf" } }],
    ["inforouter/DeleteDocument", { with: { Path: `${FOLDER}/a1` } }],
    ["inforouter/DeleteFolder", { with: { Path: FOLDER } }],
    ["inforouter/DeleteUploadHandler", { with: { UploadHandler: GUID } }],
    ["inforouter/DeleteUploadHandler", { with: { UploadHandler: GUID.replaceAll("-", "") } }],
    ["inforouter/DeleteUploadHandler", { with: { UploadHandler: `{${GUID}}` } }],
    ["inforouter/DeleteUploadHandler", { with: { UploadHandler: "ir178" } }],
    ["inforouter/DeleteDownloadHandler", { with: { DownloadHandler: GUID } }],
    ["apidatatools/CreateUpload", {}],
    ["apidatatools/SendUploadFile", {}],
    ["apidatatools/SendTooLargeFile", {}],
    ["apidatatools/DeleteUpload", { with: { "x-upload-id": "upl_1" } }],
    ["tus/Create", { with: { "upload-length": "1" } }],
    ["tus/Patch", { at: "http://127.0.0.1:1/files/1", with: { content: BYTES } }],
    ["tus/Patch", { at: "http://127.0.0.1:1/files", method: "POST" }],
    ["tus/Delete", { at: "http://127.0.0.1:1/files/1" }],
    ["tus/Head", { at: "http://127.0.0.1:1/files/1", method: "DELETE" }],
    [
      "tus/Head",
      { at: "http://127.0.0.1:1/files/1", with: { "x-http-method-override": "DELETE" } },
    ],
    ["tus/Head", { with: { upload: "DELETE" }, rename: { upload: "X-HTTP-Method-Override" } }],
    ["tus/Options", { method: "POST" }],
    ["tus/Options", { method: "delete" }],
  ];
  it.each(refused)("%s is not sent: %j", (call, asked) => {
    expect(why("read-only", call, asked)).toMatch(/was not sent: .*read-only|may not go by/);
  });

  const permitted: readonly (readonly [string, Asked])[] = [
    ["inforouter/isValidTicket", {}],
    ["inforouter/DownloadDocument", { with: { Path: "/Public/Handbook.pdf" } }],
    ["inforouter/DeleteUploadHandler", { with: { UploadHandler: "no-guid" } }],
    ["inforouter/DeleteUploadHandler", { with: {} }],
    [
      "inforouter/DeleteUploadHandler",
      { with: { UploadHandler: "AAAAAAAABBBBCCCCDDDDEEEEEEEEEE01" } },
    ],
    ["apidatatools/ListUploads", {}],
    ["tus/Options", {}],
    ["tus/Head", { at: "http://127.0.0.1:1/files/1" }],
  ];
  it.each(permitted)("%s, which changes nothing, is sent: %j", (call, asked) => {
    expect(why("read-only", call, asked)).toBeUndefined();
  });
});

describe("hostile: authority, outside of the writable folder", () => {
  const outside = [
    "/Public/Handbook.pdf",
    "/Public/Test2/a",
    "/Public/Tes",
    "/",
    "",
    "a",
    "/public/test/a",
    `${FOLDER}/../Handbook.pdf`,
    `${FOLDER}/./../a`,
    `${FOLDER}\\..\\a`,
    `${FOLDER}/..\\a`,
    `${FOLDER}/%2e%2e/a`,
    `${FOLDER}/%252e%252e/a`,
    `${FOLDER}/%2e%2e%2fa`,
    `${FOLDER}/.. /a`,
    `${FOLDER}/.../a`,
    `${FOLDER}/a\u0000/../b`,
    `${FOLDER}/%2E./a`,
    `x${FOLDER}/a`,
    FOLDER,
  ];
  it.each(["sandbox", "full"] as const)(
    "neither removed nor written with the safety %s",
    (safety) => {
      for (const path of outside) {
        expect(
          why(safety, "inforouter/DeleteDocument", { with: { Path: path } }),
          path,
        ).toBeDefined();
        const written = { path, fileContent: BYTES };
        expect(why(safety, "inforouter/UploadDocument", { with: written }), path).toBeDefined();
      }
    },
  );
  it.each(outside)("%j is not finalized into", (path) => {
    const asked = { with: { path, uploadHandler: GUID } };
    expect(why("sandbox", "inforouter/UploadDocumentWithHandler", asked)).toMatch(
      /folders\.writable/,
    );
  });
  it.each([
    [
      "inforouter/UploadNewDocumentWidthHandler",
      { with: { folderPath: FOLDER, documentName: "../a" } },
    ],
    [
      "inforouter/UploadNewDocumentWidthHandler",
      { with: { folderPath: "/Public", documentName: "a" } },
    ],
    ["inforouter/UploadZipWithHandler", { with: { folderPath: "/Public", uploadHandler: GUID } }],
    ["inforouter/UploadDocument", { with: { path: BYTES, fileContent: BYTES } }],
    ["inforouter/DeleteFolder", { with: { Path: FOLDER } }],
    ["inforouter/CreateFolder", { with: { Path: "/Other" } }],
    [
      "inforouter/UploadDocumentWithHandler1",
      {
        with: { path: `${FOLDER}/a`, versionComments: "/Other/b" },
        rename: { versionComments: "PATH" },
      },
    ],
    [
      "inforouter/UploadDocumentWithHandler1",
      { with: { path: `${FOLDER}/a` }, rename: { path: "path>/Other</path><x" } },
    ],
  ] satisfies readonly (readonly [string, Asked])[])("%s: %j", (call, asked) => {
    expect(why("sandbox", call, asked)).toMatch(/was not sent/);
  });
  it.each([`${FOLDER}/a.bin`, `${FOLDER}/sub/a.bin`, `${FOLDER}/ä b%.bin`, `/${FOLDER}/a`])(
    "%j inside is written and removed",
    (path) => {
      expect(why("sandbox", "inforouter/DeleteDocument", { with: { Path: path } })).toBeUndefined();
      const asked = { with: { path, fileContent: BYTES } };
      expect(why("sandbox", "inforouter/UploadDocument", asked)).toBeUndefined();
    },
  );
});

describe("hostile: authority, a secret where it does not belong", () => {
  const forms: readonly (readonly [string, string])[] = [
    ["as it is", PASSWORD],
    ["within", `${FOLDER}/${PASSWORD}.txt`],
    ["as base64", Buffer.from(PASSWORD).toString("base64")],
    ["as hexadecimal", Buffer.from(PASSWORD).toString("hex")],
    ["percent-encoded", PASSWORD.replace(/./g, (one) => `%${one.charCodeAt(0).toString(16)}`)],
    ["in capitals", PASSWORD.toUpperCase()],
    ["of the other service", KEY],
  ];
  it.each(forms)("%s", (_, text) => {
    const parameter = "may stand only in the parameter";
    expect(why("full", "inforouter/DocumentExists", { with: { Path: text } })).toContain(parameter);
    expect(why("full", "inforouter/AuthenticateUser", { with: { UID: text } })).toContain(
      parameter,
    );
    expect(why("full", "tus/Create", { with: { "upload-metadata": text } })).toContain(parameter);
    expect(why("full", "tus/Head", { at: `http://127.0.0.1:1/files/${text}` })).toContain(
      parameter,
    );
  });
  it("but in the parameter that is declared for it", () => {
    const asked = { with: { UID: "alice", PWD: PASSWORD } };
    expect(why("read-only", "inforouter/AuthenticateUser", asked)).toBeUndefined();
  });
});

describe("hostile: authority, a journal that somebody wrote", () => {
  const entry = { n: "1", target: "acme", what: "thing", service: "inforouter" };
  const known = (safety: Safety) => ({ target: target(safety), services, operations });
  const removing = (call: string, values: Record<string, JsonValue>, id: string) => ({
    ...entry,
    id,
    remove: { call, with: values },
  });
  it.each([
    [
      "the readable document",
      removing("DeleteDocument", { Path: "/Public/Handbook.pdf" }, "/Public/Handbook.pdf"),
    ],
    [
      "another path than its id",
      removing("DeleteDocument", { Path: "/Public/Handbook.pdf" }, `${FOLDER}/a`),
    ],
    ["the writable folder itself", removing("DeleteFolder", { Path: FOLDER }, FOLDER)],
    ["a call that creates", removing("CreateFolder", { Path: `${FOLDER}/a` }, `${FOLDER}/a`)],
    ["a logout", removing("LogOut", { AuthenticationTicket: GUID }, GUID)],
    [
      "a further parameter",
      removing("DeleteUploadHandler", { UploadHandler: GUID, authenticationTicket: GUID }, GUID),
    ],
    ["no such call", removing("constructor", { UploadHandler: GUID }, GUID)],
    [
      "an upload elsewhere",
      { ...entry, service: "tus", id: "x", remove: { call: "Delete", with: {}, at: "/other" } },
    ],
    ["a process, where none is launched", { ...entry, process: { pid: 1, stamp: "x" } }],
  ])("%s", (_, wanted) => {
    expect(whyNotRemoved(wanted, known("sandbox"))).toBeDefined();
  });
  it("a handler on a target that is read-only", () => {
    const wanted = removing("DeleteUploadHandler", { UploadHandler: GUID }, GUID);
    expect(whyNotRemoved(wanted, known("read-only"))).toMatch(/read-only/);
    expect(whyNotRemoved(wanted, known("sandbox"))).toBeUndefined();
  });
  it("is the owner's alone to read", async () => {
    const cwd = await emptyFolder();
    const about = { tag: "assay-1", startedAt: new Date(), targetsFile: "t", targets: [] };
    expect(statSync(beginJournal([cwd], about)).mode & 0o077).toBe(0);
  });
});

describe("hostile: authority, other hosts", () => {
  const elsewhere: readonly (readonly [string, Partial<Target>])[] = [
    [
      "launch.ready",
      {
        launch: {
          command: "x",
          args: [],
          cwd: "/",
          env: {},
          ready: "http://192.0.2.1/",
          timeoutMs: 1,
        },
      },
    ],
    [
      "the endpoint of a bucket",
      {
        services: {
          apidatatools: {
            ...(target("full").services["apidatatools"] as Target["services"][string]),
            probes: { s3: { endpoint: "https://s3.example.com" } },
          },
        },
      },
    ],
  ];
  it.each(elsewhere)("%s is not asked unless somebody says so", (_, part) => {
    const one = { ...target("full"), ...part };
    expect(unauthorizedTargets([one], services)).toHaveLength(1);
    expect(unauthorizedTargets([{ ...one, authorized: true }], services)).toEqual([]);
  });
  it.each([
    "..",
    ".",
    "",
    "%2e%2e",
    "a/../b",
    "../x",
    "a\\b",
    "%2f",
    "%252e%252e",
    "a%2Fb",
    ".%2e",
  ])("an upload called %j leads to no other object", async (id) => {
    const s3 = {
      endpoint: "http://127.0.0.1:1",
      bucket: "b",
      keyTemplate: "u/{upload_id}",
      region: "r",
    };
    const found = await probeS3({ ...s3, accessKeyId: "a", secretAccessKey: "s" }, id, 500);
    expect(found).toEqual({ unavailable: expect.stringContaining("is not asked") });
  });
});

describe("hostile: authority, a report that somebody changed", () => {
  const rule = "*.delete-upload-handler.twice";
  let kept: Report | undefined;

  /** A report with one failure, made once. */
  async function failed(): Promise<Report> {
    if (kept) return kept;
    const cwd = await emptyFolder();
    const faulty = { embedded: { faults: ["delete-upload-second-time-fails"] } };
    writeFileSync(join(cwd, "targets.json"), JSON.stringify({ targets: { acme: faulty } }));
    const run = [
      "run",
      "--rule",
      rule,
      "--binding",
      "post",
      "--runs",
      "2",
      "--seed",
      "1",
      "--quiet",
    ];
    expect((await assay(run, { cwd })).code).toBe(1);
    const text = await readFile(join(cwd, "assay-report", "report.json"), "utf8");
    kept = JSON.parse(text) as Report;
    return kept;
  }

  /** Replays the failure with other steps on a target; gives how that ended. */
  async function replayed(safety: Safety, steps: readonly object[], sealed = true) {
    const served = await servedTarget({}, { safety });
    const changed = JSON.parse(JSON.stringify(await failed()));
    const failure = changed.targets[0].rules[0].failures[0];
    const [first] = failure.steps;
    failure.steps = steps.map((step) => ({
      ...first,
      save: {},
      judged: { success: true },
      ...step,
    }));
    const { digest: _, ...rest } = changed;
    const written = sealed ? sealReport(rest) : changed;
    await writeFile(join(served.cwd, "report.json"), JSON.stringify(written));
    const ended = await assay(["replay", "report.json", failure.id, "--targets", "targets.json"], {
      cwd: served.cwd,
    });
    return { ended, served };
  }

  it("is not sent: its digest is another", async () => {
    const { ended } = await replayed("full", [{ call: "isValidTicket", with: {} }], false);
    expect(ended).toMatchObject({ code: 2 });
    expect(ended.stderr).toMatch(/was changed since it was written[\s\S]*--unverified/);
  });

  it.each([
    ["creates on a read-only target", "read-only", [{ call: "CreateUploadHandler", with: {} }]],
    [
      "deletes the readable document",
      "sandbox",
      [{ call: "DeleteDocument", with: { Path: "$documents.readable" } }],
    ],
    [
      "sends the password as a path",
      "sandbox",
      [{ call: "DocumentExists", with: { Path: "$owner.pwd" } }],
    ],
  ] as const)("%s: refused with exit code 2", async (_, safety, steps) => {
    const { ended, served } = await replayed(safety, steps);
    expect(ended, ended.stdout).toMatchObject({ code: 2 });
    expect(ended.stderr).toMatch(/was not sent/);
    expect(await served.staged()).toEqual([]);
  });

  it.each([
    ["a call that there is not", [{ call: "Shutdown", with: {} }]],
    ["a call that is no text", [{ call: { toString: 1 }, with: {} }]],
    ["parameters that nobody knows", [{ call: "isValidTicket", with: { __proto__x: 1, a: [[]] } }]],
    ["a value that leads nowhere", [{ call: "isValidTicket", with: { ticket: "$no.such" } }]],
    ["no steps", []],
  ])("%s: never a bug of ours", async (_, steps) => {
    const { ended } = await replayed("full", steps);
    expect(ended.stderr).not.toMatch(/internal error/);
    expect([0, 1, 2, 3]).toContain(ended.code);
  });

  it("a pack that creates is refused on a read-only target", async () => {
    const { cwd, staged } = await servedTarget({}, { safety: "read-only" });
    const step = { call: "CreateUploadHandler", expect: "anything", observe: "it" };
    const pack = {
      ...{ service: "inforouter", operation: "CreateUploadHandler" },
      rules: [
        {
          ...{ id: "hostile", level: "MAY", statements: ["CUH-01"], source: "x", title: "x" },
          ...{ safety: "read-only", steps: [step], control: { title: "x", steps: [step] } },
        },
      ],
    };
    mkdirSync(join(cwd, "pack"));
    writeFileSync(join(cwd, "pack", "a.yaml"), JSON.stringify(pack));
    const args = ["run", "--specs", "pack", "--rule", "*.hostile", "--runs", "1"];
    const ended = await assay(args, { cwd });
    expect([2, 3], ended.stderr).toContain(ended.code);
    expect(await staged()).toEqual([]);
  });

  it("a journal that names the readable document is refused as a whole", async () => {
    const { cwd, server } = await servedTarget();
    const path = server.inforouter.documents.readable;
    const urls = [server.inforouter.baseUrl, server.apidatatools.baseUrl];
    const header = {
      ...{ format: "assay-journal", formatVersion: 1, run: "assay-1" },
      ...{ startedAt: new Date().toISOString(), targetsFile: join(cwd, "targets.json") },
      process: { pid: 1, stamp: "", host: hostname() },
      targets: { acme: urls },
    };
    const entry = {
      ...{ n: "1", target: "acme", what: "document", service: "inforouter", as: "owner", id: path },
      remove: { call: "DeleteDocument", with: { Path: path } },
    };
    mkdirSync(join(cwd, ".assay"));
    const journal = join(cwd, ".assay", "journal-assay-1.jsonl");
    writeFileSync(journal, `${JSON.stringify(header)}\n${JSON.stringify(entry)}\n`);
    const ended = await assay(["clean", journal], { cwd });
    expect(ended, ended.stdout).toMatchObject({ code: 2 });
    expect(ended.stderr).toMatch(/DeleteDocument was not sent.*folders\.writable/);
  });
});
