import { describe, expect, test } from "vitest";
import type { Fact } from "../../../../../src/properties/sequential/knowledge.ts";
import { isForbidden } from "../../../../../src/properties/sequential/spec.ts";
import type {
  DownloadCall,
  Staging,
} from "../../../../../src/services/inforouter/properties/download/call.ts";
import { downloadSpec } from "../../../../../src/services/inforouter/properties/download/spec.ts";
import type { Outcome } from "../../../../../src/services/inforouter/properties/handlers/outcome.ts";
import { followAll } from "../../../../properties/sequential/follow-all.ts";

const DOCUMENT = Buffer.from("0123456789");
const SPEC = downloadSpec(() => DOCUMENT);

type Facts = readonly Fact<DownloadCall, Outcome>[];
type Who = DownloadCall["as"];

const outcome = (kind: Outcome["kind"], more: Partial<Outcome> = {}): Outcome => ({
  kind,
  words: kind,
  ...more,
});
const ACCEPTED = outcome("accepted");
const REFUSED = outcome("refused");
const BAD_TICKET = outcome("refused", { how: "ticket error" });

const stage = (how: Staging = "latest", came = ACCEPTED, as: Who = "owner") => ({
  call: { call: "stage", of: "d0", how, as } as const,
  outcome: came,
});
const drop = (came = ACCEPTED, as: Who = "owner", of = "d0") => ({
  call: { call: "delete", of, as } as const,
  outcome: came,
});
const read = (came: Outcome, as: Who = "owner", offset = 0) => ({
  call: { call: "read", of: "d0", part: { offset, length: 4 }, as } as const,
  outcome: came,
});
const document = (came: Outcome) => ({
  call: { call: "document", of: "document", as: "owner" } as const,
  outcome: came,
});
const logOut = { call: { call: "log out", as: "owner" } as const, outcome: ACCEPTED };

/** A chunk as the server answers it. */
const chunk = (text: string, { offset = 0, size = DOCUMENT.length } = {}): Outcome =>
  outcome("accepted", {
    bytes: Buffer.from(text),
    says: {
      filelength: String(size),
      chunklength: String(text.length),
      lastchunk: String(offset + text.length === size),
    },
  });

const FORBIDDEN: readonly (readonly [string, Facts, readonly string[]])[] = [
  ["the document is not staged", [stage("latest", REFUSED)], ["GDH-01"]],
  ["a version that there is not is staged", [stage("version 1")], ["GDH-03"]],
  [
    "a download gets the handler of another",
    [stage("latest", outcome("accepted", { issued: { guid: { of: "d1" }, others: 1 } }))],
    ["GDH-01"],
  ],
  [
    "the size is another one",
    [stage("latest", outcome("accepted", { says: { size: "11" } }))],
    ["GDH-01"],
  ],
  ["a read fails", [stage(), read(REFUSED)], ["DFC-01"]],
  ["a read has other bytes", [stage(), read(chunk("0124"))], ["DFC-01"]],
  ["a read has the wrong length", [stage(), read(chunk("012"))], ["DFC-01"]],
  [
    "a zip changes while it is read",
    [stage("zip"), read(chunk("PK00")), read(chunk("PK01"))],
    ["DFC-03"],
  ],
  ["another user reads", [stage(), read(chunk("0123"), "stranger")], ["DFC-02"]],
  ["a deleted handler gives bytes", [stage(), drop(), read(chunk("0123"))], ["DDH-01", "DDH-15"]],
  ["a second delete fails", [stage(), drop(), drop(REFUSED)], ["DDH-12"]],
  ["a delete without a session is accepted", [stage(), drop(ACCEPTED, "ended")], ["DDH-09"]],
  [
    "a handler does not outlive the delete of another",
    [stage(), drop(ACCEPTED, "owner", "never issued"), read(REFUSED)],
    ["DDH-18"],
  ],
  [
    "a handler does not outlive another user's read",
    [stage(), read(REFUSED, "stranger"), read(REFUSED)],
    ["DFC-01"],
  ],
  ["the document goes with a handler", [stage(), drop(), document(REFUSED)], ["DDH-19"]],
];

const ALLOWED: readonly (readonly [string, Facts])[] = [
  ["another user stages it, who may have the right", [stage("latest", REFUSED, "stranger")]],
  [
    "parts are read in any order",
    [stage(), read(chunk("6789", { offset: 6 }), "owner", 6), read(chunk("0123"))],
  ],
  ["a zip of any bytes", [stage("zip"), read(chunk("PK00")), read(chunk("PK00"))]],
  ["a handler outlives its session", [stage(), logOut, read(chunk("0123"), "owner-again")]],
  ["a handler goes with its session", [stage(), logOut, read(REFUSED, "owner-again")]],
  [
    "a ticket error says nothing of a handler that may be gone",
    [stage(), drop(ACCEPTED, "owner-again"), read(BAD_TICKET), read(chunk("0123"))],
  ],
];

describe("a download whose calls are made one after the other", () => {
  test.each(FORBIDDEN)("breaks what forbids it where %s", (_, facts, statements) => {
    expect(followAll(facts, SPEC)).toMatchObject({ forbids: statements });
  });

  test.each(ALLOWED)("may be one where %s", (_, facts) => {
    expect(isForbidden(followAll(facts, SPEC))).toBe(false);
  });
});
