import { expect, test } from "vitest";
import { culprits } from "../../../src/properties/race/culprits.ts";
import type { RaceEvent } from "../../../src/properties/race/race-event.ts";
import type { DownloadCall } from "../../../src/services/inforouter/properties/race/download-call.ts";
import { downloadSpec } from "../../../src/services/inforouter/properties/race/download-spec.ts";
import { event } from "./event.ts";

const SPEC = downloadSpec(Buffer.from("file"));
const DELETE: DownloadCall = { call: "delete" };
const READ: DownloadCall = { call: "read", quarter: 0 };

function guilty(...history: readonly RaceEvent<DownloadCall>[]): string {
  return culprits(history, history.at(-1) as RaceEvent<DownloadCall>, SPEC);
}

test("the call without which some order explains the rest is what is wrong, whichever ends last", () => {
  const refused = event(DELETE, "refused", [0, 3]);
  const taken = event(DELETE, "accepted", [1, 2]);
  expect(guilty(refused, taken)).toBe("delete: refused");
  expect(guilty(taken, refused)).toBe("delete: refused");
});

test("of two calls that are wrong in the same way both are taken away, and named once", () => {
  const refused = (branch: number) => event(DELETE, "refused", [branch, 9], branch);
  expect(guilty(refused(0), refused(1), event(DELETE, "accepted", [3, 9], 3))).toBe(
    "delete: refused",
  );
});

test("a read of other bytes is told from one that is right", () => {
  const wrong = event(READ, { kind: "accepted", bytes: Buffer.from("x") }, [0, 2]);
  expect(guilty(event(DELETE, "accepted", [1, 3]), wrong)).toBe("read: other bytes");
});

test("a call after the race that no order allows is what is wrong by itself", () => {
  const after = event(READ, { kind: "accepted", bytes: Buffer.from("f") }, [3, 4], "after");
  expect(guilty(event(DELETE, "accepted", [0, 1]), after)).toBe("read: other bytes");
});
