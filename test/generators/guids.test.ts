import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDotNetGuid } from "../../generators/dotnet-guid.ts";
import { GUID_DIGITS, GUID_MUTATIONS } from "../../generators/guid-mutations.ts";
import { findGenerator } from "../../generators/registry.ts";
import { GUID_FORMS, rewriteGuid } from "../../generators/rewrite-guid.ts";
import { anyGuid } from "../../generators/sample-guids.ts";

const GUID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
const N = "a1b2c3d4e5f67890abcdef1234567890";
const X = "{0xa1b2c3d4,0xe5f6,0x7890,{0xab,0xcd,0xef,0x12,0x34,0x56,0x78,0x90}}";
const NOBODY = { principals: [] };

/** Without those that only the parsers of other stacks take. */
const DOTNET_FORMS = GUID_FORMS.filter((form) => form !== "urn" && form !== "braced-N");

describe("isDotNetGuid", () => {
  test.each([
    GUID,
    GUID.toUpperCase(),
    N,
    N.toUpperCase(),
    `{${GUID}}`,
    `(${GUID})`,
    X,
    X.toUpperCase(),
    X.replaceAll(",", ", "),
    "{0x1,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0xb}}",
    ` ${GUID} `,
    `\t${N}\n`,
    `\u00a0${GUID}\u3000`,
    "00000000-0000-0000-0000-000000000000",
    "0xb2c3d4-e5f6-7890-abcd-ef1234567890",
    "+1b2c3d4-+5f6-0x90-abcd-+0x234567890",
  ])("accepts %j", (text) => expect(isDotNetGuid(text)).toBe(true));

  test.each([
    "",
    "x",
    GUID.slice(1),
    `${GUID}0`,
    N.slice(1),
    `${N}0`,
    `g${GUID.slice(1)}`,
    `[${GUID}]`,
    `{${N}}`,
    `(${N})`,
    `{${GUID})`,
    `{${GUID}`,
    `urn:uuid:${GUID}`,
    `${GUID} ${GUID}`,
    GUID.replaceAll("-", "_"),
    GUID.replace("-", "\u2013"),
    X.replace(",0x90", ""),
  ])("refuses %j", (text) => expect(isDotNetGuid(text)).toBe(false));

  test("accepts every GUID in every form", () => {
    fc.assert(
      fc.property(anyGuid(), fc.constantFrom(...DOTNET_FORMS), (guid, form) =>
        isDotNetGuid(rewriteGuid(form, guid)),
      ),
    );
  });
});

describe.each(GUID_MUTATIONS)("the mutation $name", ({ mutate }) => {
  test("makes a text that no .NET form accepts, wherever it strikes", () => {
    for (let at = 0; at < GUID_DIGITS; at++) {
      const text = mutate(GUID, at);
      expect(text).not.toBe(GUID);
      expect(isDotNetGuid(text), text).toBe(false);
    }
  });

  test("makes such a text of every GUID", () => {
    const place = fc.nat({ max: GUID_DIGITS - 1 });
    fc.assert(fc.property(anyGuid(), place, (guid, at) => !isDotNetGuid(mutate(guid, at))));
  });
});

test("mutations have names of their own and give different texts", () => {
  const names = GUID_MUTATIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const texts = GUID_MUTATIONS.map(({ mutate }) => mutate(GUID, 0));
  expect(new Set(texts).size).toBe(texts.length);
});

test("mutations show the wrong lengths 31, 33, 35 and 37", () => {
  const lengths = GUID_MUTATIONS.map(({ mutate }) => mutate(GUID, 0).length);
  expect(lengths).toEqual(expect.arrayContaining([31, 33, 35, 37]));
});

describe("guid.malformed", () => {
  const malformed = findGenerator("guid.malformed");

  test.each([{ plain: true }, { plain: false }])("is never a GUID of .NET, with %j", (options) => {
    const texts = malformed?.arbitrary(options, NOBODY) as fc.Arbitrary<string>;
    fc.assert(
      fc.property(texts, (text) => !isDotNetGuid(text)),
      { numRuns: 5000 },
    );
  });

  test("is short ASCII without markup or control characters but line feeds unless told otherwise", () => {
    const texts = malformed?.arbitrary({}, NOBODY) as fc.Arbitrary<string>;
    fc.assert(fc.property(texts, (text) => /^[\n !-%'-;=?-~]{1,75}$/.test(text)));
  });

  test("goes beyond ASCII when it is not to be plain", () => {
    const rows = malformed?.table?.({ plain: false }, NOBODY) ?? [];
    expect(rows.filter((row) => /[^\n -~]/.test(String(row)))).toHaveLength(2);
  });

  test("has one row for each plain mutation, a word and a path", () => {
    const plain = GUID_MUTATIONS.filter(({ characters }) => characters !== "unicode");
    expect(malformed?.table?.({}, NOBODY)).toHaveLength(plain.length + 2);
  });

  test("shrinks to the mutation's plainest text when only that mutation fails", () => {
    const texts = malformed?.arbitrary({}, NOBODY) as fc.Arbitrary<string>;
    const property = fc.property(texts, (text) => !text.startsWith("["));
    const { counterexample } = fc.check(property, { seed: 1, numRuns: 1000 });
    expect(counterexample).toEqual(["[0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d]"]);
  });
});

test("guid.valid comes in lower, upper and mixed case", () => {
  const guids = findGenerator("guid.valid")?.arbitrary({}, NOBODY) as fc.Arbitrary<string>;
  const texts = fc.sample(guids, { seed: 1, numRuns: 100 });
  const isLower = (text: string) => text === text.toLowerCase();
  const isUpper = (text: string) => text === text.toUpperCase();
  expect(texts.some((text) => isLower(text) && !isUpper(text))).toBe(true);
  expect(texts.some((text) => isUpper(text) && !isLower(text))).toBe(true);
  expect(texts.some((text) => !isLower(text) && !isUpper(text))).toBe(true);
});

describe("rewriteGuid", () => {
  test.each([
    ["D", GUID],
    ["D-upper", "A1B2C3D4-E5F6-7890-ABCD-EF1234567890"],
    ["N", N],
    ["B", `{${GUID}}`],
    ["P", `(${GUID})`],
    ["X", X],
    ["padded", ` ${GUID} `],
    ["zeros", "00000000-0000-0000-0000-000000000000"],
  ])("writes the form %s", (form, text) => expect(rewriteGuid(form, GUID)).toBe(text));

  test("reads whichever form it writes", () => {
    const forms = GUID_FORMS.filter((form) => form !== "zeros");
    fc.assert(
      fc.property(anyGuid(), fc.constantFrom(...forms), fc.constantFrom(...forms), (guid, a, b) => {
        expect(rewriteGuid(b, rewriteGuid(a, guid))).toBe(rewriteGuid(b, guid));
      }),
    );
  });

  test("refuses a form that it does not know, and a text that is no GUID", () => {
    expect(() => rewriteGuid("Q", GUID)).toThrow(/"Q" is no form of a GUID: use one of D, D-upper/);
    expect(() => rewriteGuid("B", "upl_1")).toThrow(/"upl_1" is no GUID/);
  });
});

test("guid.unissued repeats itself rarely, and never counts", () => {
  const guids = findGenerator("guid.unissued")?.arbitrary({}, NOBODY) as fc.Arbitrary<string>;
  const texts = fc.sample(guids, { seed: 1, numRuns: 1000 });
  expect(new Set(texts).size).toBeGreaterThan(700);
  expect(texts.filter((text) => /^0{8}-0{4}|^f{8}-f{4}/.test(text))).toEqual([]);
});
