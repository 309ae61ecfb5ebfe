import { expect, test } from "vitest";
import { culprits } from "../../../src/properties/race/culprits.ts";
import { kindOf } from "../../../src/properties/race/history-words.ts";
import type { PlayEvent } from "../../../src/properties/sequential/event.ts";
import { type Knowledge, NOTHING_KNOWN } from "../../../src/properties/sequential/knowledge.ts";
import type { AnyOutcome } from "../../../src/properties/sequential/spec.ts";
import { event } from "../sequential/event.ts";
import { ACCEPTED, give, LOCK, type LockCall, REFUSED, take } from "../sequential/lock.ts";

type Events = readonly PlayEvent<LockCall, AnyOutcome>[];

function guilty(...events: Events): string {
  const known = NOTHING_KNOWN as Knowledge<"free" | "taken">;
  const last = events.at(-1) as Events[number];
  return culprits({ events, known, last }, LOCK).words;
}

test("the call without which some order explains the rest is what is wrong, whichever ends last", () => {
  const refused = event(give, REFUSED, [0, 3]);
  const accepted = event(give, ACCEPTED, [1, 2]);
  expect(guilty(refused, accepted)).toBe("give: refused");
  expect(guilty(accepted, refused)).toBe("give: refused");
});

test("of two calls that are wrong in the same way both are taken away, and named once", () => {
  const refused = (branch: number) => event(give, REFUSED, [branch, 9], branch);
  expect(guilty(refused(0), refused(1), event(give, ACCEPTED, [3, 9], 3))).toBe("give: refused");
});

test("one of two calls that cannot both be right", () => {
  expect(guilty(event(take, ACCEPTED, [0, 2]), event(take, ACCEPTED, [1, 3]))).toBe(
    "take: accepted",
  );
});

test("a read of other bytes is told from a call that should have been refused", () => {
  const read = { call: "read" };
  expect(kindOf(event(read, { kind: "accepted", bytes: Buffer.from("x") }, [0, 2]))).toBe(
    "read: other bytes",
  );
  expect(kindOf(event(read, ACCEPTED, [0, 2]))).toBe("read: accepted");
});
