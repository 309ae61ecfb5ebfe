import { expect, test } from "vitest";
import { follow, type Knowledge } from "../../../../src/properties/sequential/knowledge.ts";
import { isForbidden } from "../../../../src/properties/sequential/spec.ts";
import {
  describeCall,
  type UploadCall,
} from "../../../../src/services/tus/properties/upload/call.ts";
import type { UploadCommand } from "../../../../src/services/tus/properties/upload/command.ts";
import type { Offered } from "../../../../src/services/tus/properties/upload/offered.ts";
import { callsOf, OPENING } from "../../../../src/services/tus/properties/upload/sequence.ts";
import { uploadSpecOf } from "../../../../src/services/tus/properties/upload/spec.ts";
import {
  type Outcome,
  offsetOf,
  type UploadState,
} from "../../../../src/services/tus/properties/upload/state.ts";

const ALL: Offered = { deferred: true, bodies: true, parts: true };
const NONE: Offered = { deferred: false, bodies: false, parts: false };

const accepted = (more: Partial<Outcome> = {}): Outcome => ({
  ...{ kind: "accepted", status: 200, words: "HTTP 200", brief: "HTTP 200" },
  ...more,
});

/** What a server without a fault makes of a call. */
function outcomeOf(call: UploadCall, state: UploadState | undefined): Outcome {
  if (call.call === "create") return accepted(call.part && { offset: call.part.size });
  if (call.call === "patch") return accepted({ offset: call.offset + call.part.size });
  if (call.call !== "head" || !state) return accepted();
  const { length } = state;
  return accepted({
    offset: offsetOf(state),
    ...(length === undefined ? { deferred: "1" } : { length }),
  });
}

/** The calls about other uploads than the first, in words. */
function played(commands: readonly UploadCommand[], offered: Offered): readonly string[] {
  const spec = uploadSpecOf({ lengths: true });
  let known: Knowledge<UploadState> = new Map();
  const take = (call: UploadCall): void => {
    const outcome = outcomeOf(call, known.get(call.of)?.[0]);
    const followed = follow(known, { call, outcome }, spec);
    if (isForbidden(followed)) throw new Error(followed.expected);
    known = followed.known;
  };
  take(OPENING.call);
  const course = {
    get known() {
      return known;
    },
    history: [],
    refusals: 1,
  };
  const words: string[] = [];
  for (const { call } of callsOf(commands, course, offered)) {
    if (call.of !== "u0") words.push(describeCall(call).replaceAll(/ \(seed \d+\)/g, ""));
    take(call);
  }
  return words;
}

test("a length that comes late comes without bytes, and the upload is read", () => {
  expect(played([{ do: "create", length: 2, tells: "after" }], ALL)).toEqual([
    "creation of u1 with a length that is told later",
    "HEAD of u1",
    "PATCH of u1 at 0 with 2 bytes",
    "PATCH of u1 at 2 with no bytes and Upload-Length 2",
    "HEAD of u1",
    "HEAD of u1",
    "a look at the bytes of u1",
  ]);
});

test("a length may come before the last bytes, and with them", () => {
  expect(played([{ do: "create", length: 2, tells: "before" }], ALL)).toContain(
    "PATCH of u1 at 0 with no bytes and Upload-Length 2",
  );
  expect(played([{ do: "create", length: 2, tells: "with" }], ALL)).toContain(
    "PATCH of u1 at 0 with 2 bytes and Upload-Length 2",
  );
});

test("parts that are complete are joined", () => {
  const commands: readonly UploadCommand[] = [
    { do: "create", length: 0, partial: true },
    { do: "create", length: 2, body: "first", partial: true },
  ];
  expect(played(commands, ALL)).toEqual([
    "creation of u1, a partial one, with 0 bytes",
    "creation of u2, a partial one, with 2 bytes, 1 bytes of them in its body",
    "HEAD of u1",
    "HEAD of u2",
    "PATCH of u2 at 1 with 1 bytes",
    "PATCH of u2 at 2 with no bytes",
    "HEAD of u1",
    "a look at the bytes of u1",
    "HEAD of u2",
    "a look at the bytes of u2",
    "creation of u3 as the final one of u1, u2",
    "HEAD of u3",
    "a look at the bytes of u3",
  ]);
});

test("of kinds that are not announced no upload is made", () => {
  const command: UploadCommand = {
    ...{ do: "create", length: 1, tells: "after", body: "all", partial: true },
  };
  expect(played([command], NONE)).toEqual([
    "creation of u1 with 1 bytes",
    "HEAD of u1",
    "PATCH of u1 at 0 with 1 bytes",
    "HEAD of u1",
    "a look at the bytes of u1",
  ]);
});

test("no bytes are sent to a complete upload, and at the right offset alone", () => {
  const commands: readonly UploadCommand[] = [
    { do: "create", length: 1 },
    { do: "patch", of: 1, beside: 0, size: 9 },
    { do: "patch", of: 1, beside: 0, size: 9 },
    { do: "patch", of: 1, beside: 1, size: 0 },
    { do: "patch", of: 1, beside: -2, size: 9 },
  ];
  expect(played(commands.slice(0, 3), NONE)).toContain("PATCH of u1 at 1 with no bytes");
  expect(() => played(commands.slice(0, 4), NONE)).toThrow("HTTP 409, because u1 is at 1");
  expect(played(commands.toSpliced(3, 1), NONE)).not.toContain("PATCH of u1 at -1 with 1 bytes");
});
