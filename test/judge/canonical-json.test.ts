import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../src/judge/report/canonical-json.ts";

/** The example of RFC 8785, 3.2.2 and 3.2.3. */
const EXAMPLE = {
  numbers: JSON.parse("[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]"),
  string: "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
  literals: [null, true, false],
};

describe("canonicalJson", () => {
  it("writes the example of RFC 8785 as the RFC does", () => {
    expect(canonicalJson(EXAMPLE)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it("sorts members by their UTF-16 code units, also those that look like numbers", () => {
    const names = {
      "\u20ac": 1,
      "\r": 2,
      "\ufb33": 3,
      "1": 4,
      "\ud83d\ude00": 5,
      "\u0080": 6,
      "\u00f6": 7,
      "10": 8,
      "9": 9,
    };
    expect(Object.keys(JSON.parse(canonicalJson(names)) as object).sort()).toEqual(
      Object.keys(names).sort(),
    );
    expect(canonicalJson(names)).toBe(
      '{"\\r":2,"1":4,"10":8,"9":9,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    );
  });

  it("is the same for the same data whatever its order and layout", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const again = JSON.parse(JSON.stringify(backwards(value), null, 3)) as unknown;
        expect(canonicalJson(again)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("leaves out what is undefined, as JSON does", () => {
    expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
  });
});

/** The same data with the members of all objects the other way around. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, backwards(each)]),
  );
}
