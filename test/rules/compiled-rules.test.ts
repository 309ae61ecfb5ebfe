// biome-ignore-all lint/suspicious/noThenProperty: rule files have it
import { expect, test } from "vitest";
import { controlInWays, DELETES, inWays, JUDGES, SENDS, tidyingUp } from "./bad-files/ways.ts";
import { compileSmall, smallRule } from "./small-specs.ts";

test("a rule of an operation's file says everything, defaults and source filled in", () => {
  const { steps, control, ...head } = smallRule("create.takes-chunk");
  expect(head).toEqual({
    id: "inforouter.create.takes-chunk",
    title: "A new handler takes a chunk",
    level: "MUST",
    service: "inforouter",
    operation: "Create",
    statements: ["S-01"],
    source: { document: "Create API", where: "Notes 1" },
    bindings: ["get", "post", "soap11"],
    together: false,
    needs: ["Create", "owner", "Send"],
    needsAny: [],
    effect: "creates",
    tags: [],
    session: "shared",
    forEach: { who: ["owner", "stranger"] },
    forAll: { size: { generator: "payload.size", options: {} } },
    faults: [],
    at: { file: "create.yaml", line: 8, column: 9 },
  });
  expect(steps.map((step) => step.kind === "call" && [step.call, step.as, step.expect])).toEqual([
    ["Create", "owner", "accepted"],
    ["Send", "$who", "anything"],
  ]);
  expect(control).toMatchObject({
    kind: "steps",
    title: "a handler that was never issued takes none",
  });
});

test("a rule of a template has its arguments, and its place in the template", () => {
  expect(smallRule("create.refusal")).toMatchObject({
    title: "A ticket that was never issued is refused by Create",
    statements: ["S-01"],
    steps: [{ call: "Create", as: "unknown", with: { size: 1 } }],
    at: { file: "shared.yaml", line: 6 },
  });
});

test("a fixture is called by whoever the rule says, and a call of its own by itself", () => {
  const rule = smallRule("create.takes-chunk", [
    ["create.yaml", "- use: handler", "- use: handler\n        as: stranger"],
  ]);
  expect(rule.steps).toMatchObject([{ as: "stranger" }, { as: "$who" }]);
  expect(rule.needs).toContain("stranger");
});

test("a fixture inside a fixture and inside a repeat is written out", () => {
  const rule = smallRule("create.takes-chunk", [
    ["service.yaml", "fixtures:", "fixtures:\n  two: [{ use: handler }, { use: handler }]"],
    ["create.yaml", "- use: handler", "- repeat: 2\n        steps: [{ use: two }]"],
  ]);
  expect(rule.steps[0]).toMatchObject({
    kind: "repeat",
    times: 2,
    steps: [{ call: "Create" }, { call: "Create" }],
  });
});

test("rules come in the order of their ids, and operations of all services by name", () => {
  const { rules, operations, untested } = compileSmall();
  const ids = rules.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
  expect(Object.values(operations).flatMap(Object.keys)).toEqual([
    "Create",
    "Send",
    "Delete",
    "Fetch",
    "Remove",
  ]);
  expect(untested).toEqual({});
});

test("a statement without rule says why", () => {
  const { untested } = compileSmall([
    ["create.yaml", "rules:\n", "untested: [{ statement: S-02, because: not seen }]\nrules:\n"],
    ["remove.yaml", "[S-02]", "[S-01]"],
  ]);
  expect(untested).toEqual({ "S-02": "not seen" });
});

test("ways of a step are kept in their order, each with what it needs", () => {
  const probe = "[{ probe: staging, holds: $handler, then: present }]";
  const rule = smallRule("create.takes-chunk", [inWays(JUDGES, probe)]);
  expect(rule.steps.map(({ kind }) => kind)).toEqual(["call", "any"]);
  expect(rule.steps[1]).toMatchObject({
    ways: [
      { needs: ["Send"], steps: [{ call: "Send", then: { success: true } }] },
      { needs: ["staging-probe"], steps: [{ probe: "staging", then: "present" }] },
    ],
  });
  expect(rule.needsAny).toEqual([[["Send"], ["staging-probe"]]]);
});

test("a last way without steps makes the others optional beside what is judged", () => {
  const [file, from, to] = inWays(
    "[{ call: Delete, with: { handler: $unissued }, expect: refused }]",
    "[]",
  );
  const rule = smallRule("create.takes-chunk", [[file, from, `${from}\n${to}`]]);
  expect(rule.steps.at(-1)).toMatchObject({
    kind: "any",
    ways: [{ needs: ["Delete", "owner"] }, { needs: [], steps: [] }],
  });
  expect(rule.needs).not.toContain("Delete");
});

test("a call that tidies up needs no answer, and is not needed", () => {
  const rule = smallRule("create.takes-chunk", [tidyingUp()]);
  expect(rule.steps.at(-1)).toMatchObject({ call: "Delete", expect: "anything", cleanup: true });
  expect(rule.needs).not.toContain("Delete");
});

test("a control in several ways needs one of them", () => {
  const { control, needs, needsAny } = smallRule("create.takes-chunk", [
    controlInWays([SENDS, DELETES]),
  ]);
  expect(control).toMatchObject({
    kind: "any",
    ways: [
      { title: "a chunk is refused", needs: ["Send", "owner"] },
      { title: "a delete is refused", needs: ["Delete", "owner"] },
    ],
  });
  expect(needsAny).toEqual([
    [
      ["Send", "owner"],
      ["Delete", "owner"],
    ],
  ]);
  expect(needs).not.toContain("Delete");
});

test("a MAY rule may judge, with a control of its own", () => {
  const control = "control: { title: c, steps: [{ call: Create, as: unknown, expect: refused }] }";
  const rule = smallRule("create.sings", [
    ["create.yaml", "observe: the song", `then: { success: true }\n    ${control}`],
  ]);
  expect(rule).toMatchObject({
    level: "MAY",
    steps: [{ call: "Create", then: { success: true } }],
    control: { kind: "steps", title: "c", steps: [{ as: "unknown", expect: "refused" }] },
  });
});
