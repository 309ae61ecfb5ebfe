import { expect, test } from "vitest";
import {
  follow,
  type Knowledge,
  NOTHING_KNOWN,
} from "../../../src/properties/sequential/knowledge.ts";
import {
  type AnyCall,
  type AnyOutcome,
  explained,
  type SequentialSpec,
} from "../../../src/properties/sequential/spec.ts";
import { ACCEPTED, give, LOCK, REFUSED, take } from "./lock.ts";

type State = "free" | "taken";
const EITHER: Knowledge<State> = new Map([["a", ["free", "taken"] as const]]);

test("a call is followed through every state that a resource may be in", () => {
  expect(follow(EITHER, { call: give, outcome: ACCEPTED }, LOCK)).toEqual({
    known: new Map([["a", ["free"]]]),
    shows: ["L-3"],
  });
});

test("an answer that only some states explain tells which it was, and shows no statement kept", () => {
  expect(follow(EITHER, { call: take, outcome: REFUSED }, LOCK)).toEqual({
    known: new Map([["a", ["taken"]]]),
    shows: [],
  });
});

test("an answer that no state explains breaks what the likeliest says, or else what the others say", () => {
  expect(follow(EITHER, { call: take, outcome: { kind: "unreadable" } }, LOCK)).toMatchObject({
    forbids: ["L-1"],
    orElse: ["L-2"],
    expected: "accepted, or refused",
  });
});

test("a resource begins with the first call that names it, and knows nothing of calls of others", () => {
  const known: Knowledge<State> = new Map([["b", ["taken"] as const]]);
  const others: SequentialSpec<State, AnyCall, AnyOutcome> = {
    start: LOCK.start,
    step: (state, { of }) => explained(of === "a" ? [state] : ["free"]),
  };
  expect(follow(known, { call: take, outcome: ACCEPTED }, others)).toMatchObject({
    known: new Map([
      ["b", ["taken"]],
      ["a", ["free"]],
    ]),
  });
  expect(
    follow(NOTHING_KNOWN as Knowledge<State>, { call: { call: "all" }, outcome: ACCEPTED }, others),
  ).toEqual({
    known: new Map(),
    shows: [],
  });
});
