import { expect, test } from "vitest";
import type { Operation } from "../../src/model/operation.ts";
import type { CallStep, Step } from "../../src/model/rule.ts";
import type { DescribedTarget } from "../../src/model/service.ts";
import { effectOf, needsOf } from "../../src/rules/compile/needs.ts";
import { whyNotApplicable } from "../../src/run/target/applicability.ts";
import { EMBEDDED } from "../run/open-reference.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";
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

const SERVICES = Object.values(BUILT_IN.services);
/** The operations above, and what a target of any built-in service may declare. */
const SERVICE = {
  operations: OPERATIONS,
  capabilities: Object.assign({}, ...SERVICES.map(({ capabilities }) => capabilities)),
};

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
  expect(needsOf([step], SERVICE, undefined)).toEqual(expected);
});

test("a session of its own needs credentials", () => {
  expect(needsOf([], SERVICE, "own")).toEqual(["credentials"]);
});

test("steps create when one of them calls what creates, at any depth", () => {
  expect(effectOf([call("Look")], OPERATIONS)).toBe("reads");
  expect(effectOf([{ kind: "repeat", times: 1, steps: [call("Make")] }], OPERATIONS)).toBe(
    "creates",
  );
});

/** A target that declares nothing but what it does not offer. */
function bareTarget(absent: readonly string[] = []): DescribedTarget {
  const { services } = BUILT_IN;
  const entries = SERVICES.map(({ name }) => [
    name,
    { baseUrl: "http://127.0.0.1:1", bindings: ["get"], operations: { absent } },
  ]);
  return { services, target: { ...EMBEDDED, services: Object.fromEntries(entries) } };
}

/** What a server announces is there until it was asked. */
const CAPABILITIES = SERVICES.flatMap(({ name, capabilities, announced }) =>
  Object.entries(capabilities)
    .filter(([, { settings }]) => announced === undefined || settings.length > 0)
    .map(([capability]) => ({ service: name, capability })),
);

test.each(CAPABILITIES)(
  "a target of $service that declares nothing lacks $capability",
  ({ service, capability }) => {
    const rule = { ...smallRule("create.sings"), service, needs: [capability] };
    expect(whyNotApplicable(rule, bareTarget(), ["get"])).toMatch(/^the target declares no /);
  },
);

test("an absent operation is told before a capability that could be declared", () => {
  const rule = { ...smallRule("create.sings"), needs: ["writable-folder", "Look"] };
  const why = whyNotApplicable(rule, bareTarget(["Look"]), ["get"]);
  expect(why).toBe("the target does not offer Look");
});
