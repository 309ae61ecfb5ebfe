import { expect, test } from "vitest";
import type { Fact } from "../../../src/properties/sequential/knowledge.ts";
import { isForbidden } from "../../../src/properties/sequential/spec.ts";
import type { UploadCall } from "../../../src/services/apidatatools/properties/upload/call.ts";
import {
  type Outcome,
  uploadSpec,
} from "../../../src/services/apidatatools/properties/upload/spec.ts";
import { followAll } from "../../properties/sequential/follow-all.ts";

type Facts = readonly Fact<UploadCall, Outcome>[];
type Key = UploadCall["as"];

const came = (kind: Outcome["kind"], more: Partial<Outcome> = {}): Outcome => ({
  kind,
  words: kind,
  brief: kind,
  ...more,
});
const GONE = came("refused", { status: 404, error: "Upload not found" });
const NO_KEY = came("refused", { status: 401, error: "Unauthorized" });
const DONE = came("accepted", { status: 200 });

const create = (of: string, as: Key = "owner") => ({
  call: { call: "create", as, of } as const,
  outcome: DONE,
});
const drop = (of: string, outcome: Outcome, as: Key = "owner") => ({
  call: { call: "delete", as, of, ...(of === "u0" ? { owner: "owner" as const } : {}) } as const,
  outcome,
});
const store = (of: string) => ({ call: { call: "store", of } as const, outcome: DONE });
const list = (...listed: readonly string[]) => ({
  call: { call: "list", as: "owner" } as const,
  outcome: came("accepted", { listed }),
});

const FORBIDDEN: readonly (readonly [string, Facts, readonly string[]])[] = [
  ["its owner cannot delete it", [create("u0"), drop("u0", GONE)], ["DUA-01"]],
  ["it can be deleted twice", [create("u0"), drop("u0", DONE), drop("u0", DONE)], ["DUA-08"]],
  ["an unknown id is deleted", [drop("never issued", DONE)], ["DUA-06"]],
  ["another user deletes it", [create("u0"), drop("u0", DONE, "stranger")], ["DUA-07"]],
  ["nobody deletes it", [create("u0"), drop("u0", DONE, "missing")], ["DUA-03"]],
  ["a refusal is of another kind", [create("u0"), drop("u0", GONE, "unknown")], ["DUA-04"]],
  [
    "another user's delete was refused and ended it",
    [create("u0"), drop("u0", GONE, "stranger"), drop("u0", GONE)],
    ["DUA-07"],
  ],
  [
    "a delete of another id ended it",
    [create("u0"), drop("never issued", GONE), drop("u0", GONE)],
    ["DUA-13"],
  ],
  [
    "its file brings it back",
    [create("u0"), drop("u0", DONE), store("u0"), drop("u0", DONE)],
    ["DUA-08"],
  ],
  [
    "it is listed once its file came after its delete",
    [create("u0"), drop("u0", DONE), store("u0"), list("u0")],
    ["DUA-10"],
  ],
  ["its file ended it", [create("u0"), store("u0"), drop("u0", GONE)], ["DUA-01"]],
  ["it is listed after its delete", [create("u0"), drop("u0", DONE), list("u0")], ["DUA-10"]],
];

test.each(FORBIDDEN)("an upload breaks what forbids it where %s", (_, facts, statements) => {
  expect(followAll(facts, uploadSpec)).toMatchObject({ forbids: statements });
});

test("an upload lives until its owner deletes it, and shows every promise on the way", () => {
  const facts = [
    create("u0"),
    list("u0"),
    store("u0"),
    drop("u0", NO_KEY, "missing"),
    drop("u0", GONE, "stranger"),
    drop("u0", DONE),
    drop("u0", GONE),
  ];
  for (let length = 1; length <= facts.length; length++) {
    expect(isForbidden(followAll(facts.slice(0, length), uploadSpec))).toBe(false);
  }
  expect(followAll(facts, uploadSpec)).toMatchObject({ shows: ["DUA-08", "DUA-10"] });
});
