import { expect, test } from "vitest";
import type { Operation } from "../../src/model/operation.ts";
import type { CallStep, Step } from "../../src/model/rule.ts";
import type { Target } from "../../src/model/target.ts";
import { FACILITIES } from "../../src/rules/compile/facilities.ts";
import { effectOf, needsOf } from "../../src/rules/compile/needs.ts";
import { whyNotApplicable } from "../../src/run/target/applicability.ts";
import { smallRule } from "./small-specs.ts";

const operation = (name: string, more: Partial<Operation> = {}): [string, Operation] => [
  name,
  { name, service: "inforouter", bindings: ["get"], parameters: [], answer: "xml", ...more },
];

const OPERATIONS = new Map([
  operation("Look"),
  operation("Make", {
    creates: { what: "x", id: "$answer.id", remove: { call: "Look", with: {} } },
  }),
  operation("Upload", { fromTarget: "createUpload" }),
  operation("List", { fromTarget: "listUploads" }),
]);

const call = (name: string, more: Partial<CallStep> = {}): Step => ({
  kind: "call",
  call: name,
  as: "unknown",
  with: {},
  without: [],
  save: {},
  expect: "accepted",
  ...more,
});

test.each<[string, Step, readonly string[]]>([
  ["the operation called", call("Look"), ["Look"]],
  ["a first user", call("Look", { as: "owner" }), ["Look", "owner"]],
  ["a second user", call("Look", { as: "stranger" }), ["Look", "stranger"]],
  ["another session", call("Look", { as: "owner-again" }), ["Look", "credentials"]],
  ["a way to create uploads", call("Upload"), ["Upload", "create-upload"]],
  ["a way to list uploads", call("List"), ["List", "list-uploads"]],
  [
    "a document to read",
    call("Look", { with: { path: "$documents.readable" } }),
    ["Look", "readable-document"],
  ],
  [
    "a folder to write into",
    call("Look", { with: { path: { join: ["$folders.writable", "/x"] } } }),
    ["Look", "writable-folder"],
  ],
  [
    "a folder for a new document",
    call("Look", { with: { path: "$newDocument" } }),
    ["Look", "writable-folder"],
  ],
  ["the staging directory", { kind: "probe", probe: "staging", holds: "x" }, ["staging-probe"]],
  ["the object store", { kind: "probe", probe: "objects", holds: "x" }, ["object-probe"]],
  ["what a repeated step needs", { kind: "repeat", times: 2, steps: [call("Make")] }, ["Make"]],
])("a step implies %s", (_, step, expected) => {
  expect(needsOf([step], OPERATIONS, undefined)).toEqual(expected);
});

test("a session of its own needs credentials", () => {
  expect(needsOf([], OPERATIONS, "own")).toEqual(["credentials"]);
});

test("steps create when one of them calls what creates, at any depth", () => {
  expect(effectOf([call("Look")], OPERATIONS)).toBe("reads");
  expect(effectOf([{ kind: "repeat", times: 1, steps: [call("Make")] }], OPERATIONS)).toBe(
    "creates",
  );
});

/** A target that declares nothing but what it does not offer. */
function bareTarget(absent: readonly string[] = []): Target {
  return {
    safety: "sandbox",
    services: {
      inforouter: {
        bindings: ["get"],
        users: {},
        operations: { absent },
        documents: {},
        folders: {},
        probes: {},
      },
      apidatatools: { keys: {}, operations: { absent: [] }, probes: {} },
    },
  } as unknown as Target;
}

test.each(FACILITIES)("a target that declares nothing lacks the facility %s", (facility) => {
  const rule = { ...smallRule("create.sings"), needs: [facility] };
  expect(whyNotApplicable(rule, bareTarget(), ["get"])).toMatch(/^the target declares no /);
});

test("an absent operation is told before a facility that could be declared", () => {
  const rule = { ...smallRule("create.sings"), needs: ["writable-folder", "Look"] };
  const why = whyNotApplicable(rule, bareTarget(["Look"]), ["get"]);
  expect(why).toBe("the target does not offer Look");
});
