import { expect, test } from "vitest";
import {
  ALL_KINDS,
  ODD_ENDS,
  PLAIN,
} from "../../../../../src/services/inforouter/properties/forms/contents.ts";
import { payloadOf } from "../../../../../src/wire/encode/bytes.ts";

const endOf = (name: string): string =>
  payloadOf(ODD_ENDS.get(name) ?? PLAIN)
    .bytes.subarray(-4)
    .toString("latin1");

test("bytes end as their names say, and no further", () => {
  expect(endOf("ending with CR")).toBe("aaa\r");
  expect(endOf("ending with CR CR")).toBe("aa\r\r");
  expect(endOf("ending with CR LF CR LF")).toBe("\r\n\r\n");
  expect(endOf("ending with CR LF --")).toBe("\r\n--");
});

test("no two contents are the same, and each has a name", () => {
  const all = [...ODD_ENDS.values(), ...ALL_KINDS.values(), PLAIN];
  const texts = all.map((content) => payloadOf(content).base64());
  // One of the kinds is the plain one.
  expect(new Set(texts).size).toBe(all.length - 1);
});

test("the plain one has nothing that a form gives a meaning to", () => {
  expect(payloadOf(PLAIN).bytes.toString("latin1")).toMatch(/^[\w=\n -]+$/);
});
