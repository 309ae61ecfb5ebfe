import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodedViews } from "../../src/wire/redact/encoded-views.ts";
import { plainBytes } from "../../src/wire/redact/plain-bytes.ts";
import { createSecrets } from "../../src/wire/redact/secrets.ts";

const LEAST = 8;
const SECRET = "owner-passw0rd";
const TICKET = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

/** Ids, names and odd characters: what decides whether a text is plain. */
const text = fc.string({
  unit: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(..."0123456789abcdefABCDEF-_.:/ ,+=") },
    fc.constantFrom(..."\"'<>%&\\#;u\n\tléÿ２\u2010…😀\ud800"),
  ),
  maxLength: 80,
});

const FORMS: Readonly<Record<string, (value: string) => string>> = {
  raw: (value) => value,
  upper: (value) => value.toUpperCase(),
  percent: (value) => value.replace(/[\s\S]/g, (one) => `%${one.charCodeAt(0).toString(16)}`),
  backslash: (value) => value.replace(/[\s\S]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`),
  reference: (value) => value.replace(/[\s\S]/g, (one) => `&#${one.charCodeAt(0)};`),
  markup: (value) => `${value.slice(0, 5)}</a><a>${value.slice(5)}`,
  json: (value) => `${value.slice(0, 5)}", "${value.slice(5)}`,
  base64: (value) => Buffer.from(value).toString("base64"),
  base64Inside: (value) => Buffer.from(`x ${value} y`).toString("base64"),
  base64Url: (value) => Buffer.from(`?>${value}`).toString("base64url"),
  base64Twice: (value) => Buffer.from(Buffer.from(value).toString("base64")).toString("base64"),
  hex: (value) => Buffer.from(value).toString("hex"),
  hexInBase64: (value) => Buffer.from(Buffer.from(value).toString("hex")).toString("base64"),
};

describe("the short way for plain texts", () => {
  it("has every byte that a view of the text has, or leaves the text to the long way", () => {
    let plain = 0;
    fc.assert(
      fc.property(text, (given) => {
        const found = plainBytes(given, LEAST);
        if (!found) return;
        plain++;
        const all = found.map((bytes) => Buffer.from(bytes));
        for (const { bytes } of encodedViews(given, LEAST)) {
          const same = all.some((one) => one.equals(bytes));
          expect(same, `a view of ${JSON.stringify(given)}`).toBe(true);
        }
      }),
      { numRuns: 2000, seed: 1 },
    );
    expect(plain).toBeGreaterThan(100);
  });

  it.each(Object.keys(FORMS))("finds a secret that is written as %s", (form) => {
    const secrets = createSecrets();
    secrets.add(SECRET, "password");
    secrets.add(TICKET, "ticket");
    const write = FORMS[form] as (value: string) => string;
    expect(secrets.labelIn(write(SECRET))).toBe("password");
    expect(secrets.labelIn(write(TICKET))).toBe("ticket");
    expect(secrets.redact(write(SECRET))).toContain("‹password›");
    expect(secrets.labelIn(write(SECRET.slice(1)))).toBeUndefined();
  });

  it("finds it inside of other text", () => {
    const secrets = createSecrets();
    secrets.add(SECRET, "password");
    const inside = fc.tuple(text, fc.constantFrom(...Object.keys(FORMS)), text);
    fc.assert(
      fc.property(inside, ([before, form, after]) => {
        const written = (FORMS[form] as (value: string) => string)(SECRET);
        // Letters of a packing must not run into it, nor halves of an escape.
        const whole = `${before.replace(/[%&\\<"'][\s\S]*$/, "")} ${written} ${after}`;
        expect(secrets.labelIn(whole)).toBe("password");
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
