import { expect, test } from "vitest";
import { createOtherDefaults } from "../../src/run/target/other-defaults.ts";
import { SPECS } from "./judge-with.ts";

const operation = SPECS.operations["inforouter"]?.["UploadDocumentWithHandler3"];
if (!operation) throw new Error("a service file has UploadDocumentWithHandler3");

test("what a server takes is known of the binding over which it took it, and of no other", () => {
  const defaults = createOtherDefaults();
  const before = defaults.of(operation, "get", {});
  expect(before.length).toBeGreaterThan(1);
  defaults.learn(operation, "soap11", {});
  expect(defaults.of(operation, "soap11", {})).toEqual([{}]);
  expect(defaults.of(operation, "get", {})).toEqual(before);
});

test("a parameter that a call gives or leaves out is left to it", () => {
  const defaults = createOtherDefaults();
  expect(defaults.of(operation, "get", { with: { xmlParameters: "" } })).toEqual([{}]);
  expect(defaults.of(operation, "get", { without: ["xmlParameters"] })).toEqual([{}]);
});
