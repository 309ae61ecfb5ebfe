import { expect, test } from "vitest";
import { payloadBytes } from "../../../src/model/payload-bytes.ts";
import { isForbidden } from "../../../src/properties/sequential/spec.ts";
import { uploadSpec } from "../../../src/services/tus/properties/upload/spec.ts";

test("wrong bytes of a sequence stand side by side in what forbids them", () => {
  const part = { size: 10, seed: 1 };
  const state = { name: "u0", life: "there", length: 10, parts: [part] } as const;
  const right = payloadBytes({ bytes: part });
  const wrong = Buffer.from(right);
  wrong[4] = (wrong[4] ?? 0) ^ 1;
  const read = (bytes: Buffer) =>
    uploadSpec.step(
      state,
      { call: "read", of: "u0" },
      { kind: "accepted", status: 200, bytes, words: "bytes", brief: "bytes" },
      true,
    );
  expect(isForbidden(read(right))).toBe(false);
  expect(read(wrong)).toMatchObject({ bytes: { from: 0, expected: right, actual: wrong } });
});
