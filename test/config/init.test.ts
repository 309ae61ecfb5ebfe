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
  const text = initialTargetsFile(INSTALLED, BUILT_IN.services);
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
  withFiles({ "targets.json": initialTargetsFile(INSTALLED, BUILT_IN.services) }, (cwd) => {
    const env = { MINE_URL: "https://h/srv.asmx", MINE_KEY: "k", MINE_EXPIRED_TICKET: "t" };
    expect(readTargets(cwd, { env }).get("mine")).toMatchObject({
      services: {
        inforouter: { baseUrl: "https://h/srv.asmx", expiredTicket: "t" },
        apidatatools: { keys: { owner: "k" } },
      },
      safety: "sandbox",
      authorized: false,
    });
  });
});

test("editors find the schema where it was said to be", () => {
  const { value } = parseJsonDocument(
    "targets.json",
    initialTargetsFile(INSTALLED, BUILT_IN.services),
  );
  expect(value).toMatchObject({ $schema: INSTALLED });
});

test("the targets file of this repository is valid", () => {
  const text = readFileSync(new URL("../../targets.json", import.meta.url), "utf8");
  expect(
    compileSchema(targetsSchema(BUILT_IN.services))(parseJsonDocument("targets.json", text)),
  ).toEqual([]);
});
