// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of targets.json look like this
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { printedFailure } from "../schema/printed.ts";
import { readTargets } from "./read-targets.ts";
import { acme, acmeInfoRouter, withFiles } from "./with-files.ts";

const TWO = `{
  "default": "one",
  "targets": {
    "one": { "embedded": true },
    "two": { "embedded": { "dialect": "\${DIALECT}", "faults": ["slow"] } }
  }
}`;

describe("a target with nothing but its address", () => {
  it("gets every default", () => {
    withFiles({ "targets.json": acmeInfoRouter({ baseUrl: "http://h:1/srv.asmx/" }) }, (cwd) => {
      expect(readTargets(cwd).get("acme")).toEqual({
        name: "acme",
        services: {
          inforouter: {
            baseUrl: "http://h:1/srv.asmx",
            bindings: ["get", "post", "soap11"],
            soapSpelling: "documented",
            users: {},
            operations: { absent: [] },
            documents: {},
            folders: {},
            chunkEncoding: "base64-form",
            probes: {},
          },
        },
        limits: {
          requestsPerSecond: 0,
          bytesPerSecond: 0,
          concurrency: 8,
          timeoutMs: 10_000,
          maxUploadBytes: 268_435_456,
        },
        safety: "sandbox",
        tls: { rejectUnauthorized: true },
        authorized: false,
      });
    });
  });
});

describe("paths in a targets file", () => {
  it("start at its folder, wherever it is read from", () => {
    const text = acmeInfoRouter(
      { probes: { stagingDir: "staging" } },
      {
        launch: { command: "./start", watch: ["*.py"] },
        tls: { ca: "ca.pem" },
        deviations: "../known.yaml",
      },
    );
    withFiles({ "conf/targets.json": text, "conf/ca.pem": "" }, (cwd) => {
      const target = readTargets(cwd, { file: "conf/targets.json" }).get("acme");
      expect(target.tls.ca).toBe(join(cwd, "conf/ca.pem"));
      expect(target.deviations).toBe(join(cwd, "known.yaml"));
      expect(target.services).toMatchObject({
        inforouter: { probes: { stagingDir: join(cwd, "conf/staging") } },
      });
      expect(target.launch).toEqual({
        command: "./start",
        args: [],
        cwd: join(cwd, "conf"),
        env: {},
        timeoutMs: 60_000,
        // Globs are seen from its folder.
        watch: ["*.py"],
      });
    });
  });
});

describe("variables", () => {
  it("come from .env beside the file, over which the environment wins", () => {
    const text = acmeInfoRouter({ users: { owner: { uid: "${WHO}", pwd: "${PWD_A}" } } });
    const files = { "conf/targets.json": text, "conf/.env": 'WHO=dotenv\nPWD_A="a # b"\n' };
    withFiles(files, (cwd) => {
      const read = (env: Record<string, string>) =>
        readTargets(cwd, { file: "conf/targets.json", env }).get("acme").services["inforouter"]?.[
          "users"
        ];
      expect(read({})).toEqual({ owner: { uid: "dotenv", pwd: "a # b" } });
      expect(read({ WHO: "real" })).toEqual({ owner: { uid: "real", pwd: "a # b" } });
    });
  });

  it("may stand for numbers, flags and choices", () => {
    const text = acme({
      embedded: true,
      limits: { concurrency: "${N}", requestsPerSecond: "${RATE:-2.5}" },
      safety: "${SAFETY}",
      authorized: "${MAY}",
      tls: { rejectUnauthorized: "${VERIFY:-false}" },
    });
    withFiles({ "targets.json": text }, (cwd) => {
      const env = { N: "3", SAFETY: "full", MAY: "true" };
      const target = readTargets(cwd, { env }).get("acme");
      expect(target.limits).toMatchObject({ concurrency: 3, requestsPerSecond: 2.5 });
      expect(target).toMatchObject({
        safety: "full",
        authorized: true,
        tls: { rejectUnauthorized: false },
      });
    });
  });

  it("that are empty are as if the optional field were not there", () => {
    const text = acmeInfoRouter(
      {
        users: { owner: { uid: "a", pwd: "${NO:-}" }, stranger: { ticket: "${NO:-}" } },
        expiredTicket: "${NO:-}",
        documents: { readable: "${NO:-}" },
      },
      { launch: { command: "x", env: { FAULT: "${NO:-}" } }, deviations: "${NO:-}" },
    );
    withFiles({ "targets.json": text }, (cwd) => {
      const target = readTargets(cwd).get("acme");
      expect(target.services.inforouter).toMatchObject({
        users: { owner: { uid: "a", pwd: "" } },
        documents: {},
      });
      expect(target.services.inforouter).not.toHaveProperty("expiredTicket");
      expect(target.services["inforouter"]?.["users"]).not.toHaveProperty("stranger");
      expect(target).not.toHaveProperty("deviations");
      expect(target.launch?.env).toEqual({ FAULT: "" });
    });
  });

  it("are as if the optional field were not there, whatever field it is", () => {
    const plain = { baseUrl: "http://127.0.0.1:1" };
    const bare = JSON.stringify({ targets: { acme: { services: services({}, {}) } } });
    const empty = "${NO:-}";
    const filled = {
      description: empty,
      services: services(
        {
          bindings: [empty],
          soapSpelling: empty,
          users: { owner: { uid: empty, pwd: empty }, stranger: { ticket: empty } },
          expiredTicket: empty,
          operations: { absent: [empty] },
          documents: { readable: empty },
          folders: { writable: empty },
          chunkEncoding: empty,
          probes: { stagingDir: empty },
        },
        {
          keys: { owner: empty, stranger: empty },
          createUpload: { method: empty, path: empty, id: empty },
          listUploads: { method: empty, path: empty, ids: empty },
          operations: { absent: [empty] },
          probes: {
            objectDir: empty,
            s3: {
              endpoint: empty,
              bucket: empty,
              keyTemplate: empty,
              region: empty,
              accessKeyId: empty,
              secretAccessKey: empty,
            },
          },
        },
      ),
      limits: { requestsPerSecond: empty, concurrency: empty, timeoutMs: empty },
      safety: empty,
      tls: { ca: empty, rejectUnauthorized: empty },
      authorized: empty,
      deviations: empty,
    };
    const text = JSON.stringify({ targets: { acme: filled } });
    const load = (cwd: string) => readTargets(cwd).get("acme");
    const expected = withFiles({ "targets.json": bare }, load);
    expect(withFiles({ "targets.json": text }, load)).toEqual(expected);

    function services(inforouter: object, apidatatools: object) {
      return {
        inforouter: { ...plain, ...inforouter },
        apidatatools: { ...plain, ...apidatatools },
      };
    }
  });

  it("of a target that is not judged need not be set", () => {
    withFiles({ "targets.json": TWO }, (cwd) => {
      const file = readTargets(cwd);
      expect(file.select([]).map(({ name }) => name)).toEqual(["one"]);
      expect(printedFailure(() => file.select(["all"]))).toEqual([
        "[variable-missing]",
        'targets.json:5:39: target "two", embedded.dialect: the variable DIALECT is not set\n  Set it in the environment or in .env, or give a default: ${DIALECT:-...}',
      ]);
    });
  });

  it("cannot come from a .env that is no file", () => {
    withFiles({ "targets.json": TWO, ".env/x": "" }, (cwd) => {
      const [code] = printedFailure(() => readTargets(cwd));
      expect(code).toBe("[env-unreadable]");
    });
  });

  it("that objects inherit are not set", () => {
    withFiles({ "targets.json": acmeInfoRouter({ expiredTicket: "${constructor}" }) }, (cwd) => {
      const [code] = printedFailure(() => readTargets(cwd).get("acme"));
      expect(code).toBe("[variable-missing]");
    });
  });
});

describe("choosing targets", () => {
  const names = (asked: readonly string[], text = TWO) =>
    withFiles({ "targets.json": text }, (cwd) =>
      readTargets(cwd, { env: { DIALECT: "newer" } })
        .select(asked)
        .map(({ name }) => name),
    );

  test.each([
    [[], ["one"]],
    [["two"], ["two"]],
    [
      ["two", "one", "two"],
      ["two", "one"],
    ],
    [["all"], ["one", "two"]],
    [
      ["two", "all"],
      ["one", "two"],
    ],
  ])("%j selects %j", (asked, expected) => {
    expect(names(asked)).toEqual(expected);
  });

  test.each([
    ['"default": "one"', '"default": ["two", "one"]', ["two", "one"]],
    ['"default": "one"', '"default": "all"', ["one", "two"]],
    ['"default": "one"', '"default": "${WHICH:-two}"', ["two"]],
  ])("with %s as %s none asked selects %j", (from, to, expected) => {
    expect(
      names(
        [],
        TWO.replace(from, () => to),
      ),
    ).toEqual(expected);
  });

  it("takes the only target when there is no default", () => {
    expect(names([], acme({ embedded: true }))).toEqual(["acme"]);
  });

  it("asks which when there are several", () => {
    expect(printedFailure(() => names([], TWO.replace('"default": "one",', "")))).toEqual([
      "[target-needed]",
      'targets.json: which target? There are several\n  name one with --target, or as "default" in the file: one, two',
    ]);
  });

  it("names what was meant for every unknown one", () => {
    expect(printedFailure(() => names(["tow", "three", "one"]))).toEqual([
      "[target-unknown]",
      'targets.json: there is no target "tow"\n  did you mean "two"? Targets here: one, two',
      'targets.json: there is no target "three"\n  Targets here: one, two',
    ]);
  });

  it("finds a default that is no target where it is written", () => {
    expect(
      printedFailure(() => names([], TWO.replace('"default": "one"', '"default": "ones"'))),
    ).toEqual([
      "[target-unknown]",
      'targets.json:2:14: there is no target "ones"\n  did you mean "one"? Targets here: one, two',
    ]);
  });
});

describe("a targets file that cannot be read", () => {
  it("is missing, with the command that writes one", () => {
    withFiles({}, (cwd) => {
      const hint = "\n  npx assay init writes one to start with; --targets names another file";
      expect(printedFailure(() => readTargets(cwd))).toEqual([
        "[targets-missing]",
        `there is no targets.json${hint}`,
      ]);
      expect(printedFailure(() => readTargets(cwd, { file: "../x/t.json" }))).toEqual([
        "[targets-missing]",
        `there is no ${join(cwd, "../x/t.json")}${hint}`,
      ]);
    });
  });

  it("is a folder", () => {
    withFiles({}, (cwd) => {
      mkdirSync(join(cwd, "targets.json"));
      expect(printedFailure(() => readTargets(cwd))).toEqual([
        "[targets-unreadable]",
        "targets.json: this is a folder, not a file",
      ]);
    });
  });
});

test("others can say where a field of a target stands", () => {
  withFiles({ "targets.json": TWO }, (cwd) => {
    const file = readTargets(cwd);
    expect(file.positionOf("two", ["embedded", "faults", 0])).toEqual({
      file: "targets.json",
      line: 5,
      column: 64,
    });
    expect(file.file).toBe(join(cwd, "targets.json"));
  });
});
