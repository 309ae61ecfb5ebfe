import { describe, expect, test } from "vitest";
import type { BytesSpec } from "../../../src/model/value.ts";
import { by, type PlaceCall } from "../../../src/properties/places/call.ts";
import { type Outcome, placeSpec } from "../../../src/properties/places/spec.ts";
import type { Fact } from "../../../src/properties/sequential/knowledge.ts";
import { isForbidden } from "../../../src/properties/sequential/spec.ts";
import { payloadOf } from "../../../src/wire/encode/bytes.ts";
import { followAll } from "../sequential/follow-all.ts";

type Step = Fact<PlaceCall, Outcome>;

const content = (size: number, seed: number): BytesSpec => ({ bytes: { size, seed } });
const ONE = content(300, 1);
const TWO = content(200, 2);
const THREE = content(300, 3);

const accepted: Outcome = { kind: "accepted", words: "accepted" };
const refused: Outcome = { kind: "refused", words: "refused" };
const giving = (bytes: Buffer | BytesSpec): Outcome => ({
  ...accepted,
  bytes: Buffer.isBuffer(bytes) ? bytes : payloadOf(bytes).bytes,
});

const write = (bytes: BytesSpec, outcome = accepted): Step => ({
  call: { ...by(0, { name: "Write", statements: ["W-1"] }), call: "write", content: bytes },
  outcome,
});
const read = (outcome: Outcome, more: { readonly orVersion?: number } = {}): Step => ({
  call: { ...by(0, { name: "Read", statements: ["R-1"] }), call: "read", ...more },
  outcome,
});
const PUBLISHED = { orVersion: 0 };
const version = (number: number, outcome: Outcome, isAny = false): Step => ({
  call: { ...by(0, { name: "Old", statements: ["V-1"] }), call: "version", number, isAny },
  outcome,
});

const LEGAL: readonly (readonly [string, readonly Step[]])[] = [
  ["what was written last is read", [write(ONE), write(TWO), read(giving(TWO))]],
  ["a refused write leaves what is there", [write(ONE), write(TWO, refused), read(giving(ONE))]],
  ["a way that never read it", [write(ONE), read(refused), write(TWO), read(refused)]],
  [
    "the same bytes again make no version",
    [
      write(ONE),
      version(1, giving(ONE)),
      version(2, refused),
      write(ONE),
      version(2, refused),
      write(TWO),
      version(2, giving(TWO)),
      version(1, giving(ONE)),
    ],
  ],
  ["numbers that are others", [write(ONE), version(1, refused), read(giving(ONE))]],
  [
    "an earlier version that is kept no longer",
    [write(ONE), version(1, giving(ONE)), write(TWO), version(1, refused)],
  ],
  [
    "a number of the published version",
    [write(ONE), write(TWO), version(0, giving(ONE), true), version(0, giving(TWO), true)],
  ],
  [
    "the published version, where its number gives the same",
    [write(ONE), write(TWO), read(giving(ONE), PUBLISHED), version(0, giving(ONE), true)],
  ],
];

const FORBIDDEN: readonly (readonly [string, readonly string[], readonly Step[]])[] = [
  [
    "the old tail behind the new bytes",
    ["W-1"],
    [
      write(ONE),
      write(TWO),
      read(giving(Buffer.concat([payloadOf(TWO).bytes, payloadOf(ONE).bytes.subarray(200)]))),
    ],
  ],
  ["what was written before", ["R-1"], [write(ONE), write(THREE), read(giving(ONE))]],
  ["what was refused", ["W-1"], [write(ONE), write(TWO, refused), read(giving(TWO))]],
  [
    "nothing, where something was read before",
    ["R-1"],
    [write(ONE), read(giving(ONE)), write(TWO), read(refused)],
  ],
  [
    "what was written before, where the published version is another",
    ["R-1"],
    [write(ONE), write(TWO), read(giving(ONE), PUBLISHED), version(0, giving(TWO), true)],
  ],
  [
    "a version that changes",
    ["V-1"],
    [write(ONE), version(1, giving(ONE)), write(TWO), version(1, giving(TWO))],
  ],
  [
    "a new number with the bytes of an old one",
    ["V-1"],
    [write(ONE), version(1, giving(ONE)), version(2, refused), write(TWO), version(2, giving(ONE))],
  ],
  [
    "bytes under a number that nobody wrote",
    ["V-1"],
    [write(ONE), version(0, giving(THREE), true)],
  ],
];

describe("a place that is written again", () => {
  test.each(LEGAL)("allows %s", (_, steps) => {
    expect(followAll(steps, placeSpec)).not.toHaveProperty("forbids");
  });

  test.each(FORBIDDEN)("forbids %s", (_, forbids, steps) => {
    const before = followAll(steps.slice(0, -1), placeSpec);
    expect(isForbidden(before)).toBe(false);
    expect(followAll(steps, placeSpec)).toMatchObject({ forbids });
  });
});
