import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { initialTargetsFile } from "../../src/config/targets/init.ts";
import { targetsSchema } from "../../src/config/targets/targets-schema.ts";
import { parseJsonDocument } from "../../src/schema/json-document.ts";
import { compileSchema } from "../../src/schema/validate.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";
import { readTargets } from "./read-targets.ts";
import { withFiles } from "./with-files.ts";

const INSTALLED = "./node_modules/assay/specs/schema/targets.schema.json";

test("the first targets file is valid as it stands and judges the built-in server", () => {
  const text = initialTargetsFile({ schema: INSTALLED, services: BUILT_IN.services });
  expect(
    compileSchema(targetsSchema(BUILT_IN.services))(parseJsonDocument("targets.json", text)),
  ).toEqual([]);
  withFiles({ "targets.json": text }, (cwd) => {
    const file = readTargets(cwd);
    expect(file.names).toEqual(["reference", "mine"]);
    expect(file.select([])).toMatchObject([{ name: "reference", embedded: {} }]);
    expect(file.get("mine")).toMatchObject({
      services: { inforouter: { users: { owner: { uid: "alice", pwd: "" } } } },
    });
  });
});

test("its second target is filled in by variables alone", () => {
  withFiles(
    { "targets.json": initialTargetsFile({ schema: INSTALLED, services: BUILT_IN.services }) },
    (cwd) => {
      const env = { MINE_URL: "https://h/srv.asmx", MINE_KEY: "k", MINE_EXPIRED_TICKET: "t" };
      expect(readTargets(cwd, { env }).get("mine")).toMatchObject({
        services: {
          inforouter: { baseUrl: "https://h/srv.asmx", expiredTicket: "t" },
          apidatatools: { keys: { owner: "k" } },
        },
        safety: "sandbox",
        authorized: false,
      });
    },
  );
});

test("what the server does not offer is a comment, or not there where services were chosen", () => {
  const given = { schema: INSTALLED, services: BUILT_IN.services, offered: ["tus"] };
  const servicesOf = (text: string): unknown =>
    withFiles({ "targets.json": text }, (cwd) => {
      const file = readTargets(cwd);
      return { services: Object.keys(file.get("mine").services), byDefault: file.default };
    });
  const some = initialTargetsFile(given);
  expect(servicesOf(some)).toEqual({ services: ["tus"], byDefault: ["reference"] });
  expect(some).toContain('// "inforouter": {');
  const url = "https://files.example/uploads";
  const chosen = initialTargetsFile({ ...given, isChosen: true, url });
  expect(servicesOf(chosen)).toEqual({ services: ["tus"], byDefault: ["mine"] });
  expect(chosen).not.toContain("inforouter");
  expect(chosen).toContain(`"baseUrl": "${url}",`);
  // Without its comments each service is as it stands where all are offered.
  const uncommented = some.replace(/^( +)\/\/ ("| {2}|\})/gm, "$1$2");
  expect(servicesOf(uncommented)).toMatchObject({
    services: Object.keys(BUILT_IN.services),
  });
});

test("editors find the schema where it was said to be", () => {
  const { value } = parseJsonDocument(
    "targets.json",
    initialTargetsFile({ schema: INSTALLED, services: BUILT_IN.services }),
  );
  expect(value).toMatchObject({ $schema: INSTALLED });
});

test("the targets file of this repository is valid", () => {
  const text = readFileSync(new URL("../../targets.json", import.meta.url), "utf8");
  expect(
    compileSchema(targetsSchema(BUILT_IN.services))(parseJsonDocument("targets.json", text)),
  ).toEqual([]);
});
