import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wellFormed } from "../../src/wire/encode/percent.ts";
import { xmlEscape } from "../../src/wire/encode/xml-escape.ts";
import { createSecrets, MIN_SECRET_LENGTH } from "../../src/wire/redact/secrets.ts";
import { fewer } from "../sampled.ts";

const GUID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

function redactorOf(value: string) {
  const secrets = createSecrets();
  secrets.add(value, "x");
  return secrets.redact;
}

const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const lowerHex = (text: string): string => text.replace(/%../g, (byte) => byte.toLowerCase());
const jsonAscii = (text: string): string =>
  text.replace(
    /[^A-Za-z0-9]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );

const xmlDecimal = (text: string): string =>
  text.replace(/[&<>"']|[^\x20-\x7e]/gu, (one) => `&#${one.codePointAt(0)};`);

/** Ways in which a value may be written, by the name a failure shows. */
const FORMS: Readonly<Record<string, (text: string) => string>> = {
  raw: (text) => text,
  percent: encodeURIComponent,
  percentLower: (text) => lowerHex(encodeURIComponent(text)),
  percentTwice: (text) => encodeURIComponent(encodeURIComponent(text)),
  form: (text) => new URLSearchParams([["", text]]).toString().slice(1),
  formLower: (text) => lowerHex(new URLSearchParams([["", text]]).toString().slice(1)),
  xml: xmlEscape,
  xmlInXml: (text) => xmlEscape(xmlEscape(text)),
  xmlHex: (text) =>
    [...text].map((c) => (/\w/.test(c) ? c : `&#x${c.codePointAt(0)?.toString(16)};`)).join(""),
  xmlInPercent: (text) => encodeURIComponent(xmlEscape(text)),
  json,
  jsonAscii,
  jsonInJson: (text) => json(json(text)),
  jsonInXml: (text) => xmlEscape(json(text)),
  jsonInXmlDecimal: (text) => xmlDecimal(json(text)),
  jsonInPercent: (text) => encodeURIComponent(json(text)),
  xmlInXmlDecimal: (text) => xmlDecimal(xmlDecimal(text)),
  base64,
  base64Url: (text) => Buffer.from(text).toString("base64url"),
  base64Percent: (text) => encodeURIComponent(base64(text)),
};

const secret = fc
  .oneof(
    fc.string({ unit: "grapheme", minLength: MIN_SECRET_LENGTH, maxLength: 24 }),
    fc.string({
      unit: fc.constantFrom(..."ab1&<>\"'\\/+ %=?-é€😀\n"),
      minLength: 4,
      maxLength: 24,
    }),
  )
  .filter((text) => text.length >= MIN_SECRET_LENGTH && wellFormed(text) === text);

describe("redact", () => {
  it.each(Object.keys(FORMS))("leaves no %s form of any secret", (name) => {
    const form = FORMS[name] ?? String;
    fc.assert(
      fc.property(secret, (value) => {
        const shown = redactorOf(value)(`«${form(value)}»`);
        expect(shown).toMatch(/^«‹x›(=|%3D){0,2}»$/);
      }),
      { numRuns: fewer(100) },
    );
  });

  it("finds a secret anywhere inside a larger base64", () => {
    fc.assert(
      fc.property(secret, fc.nat(5), fc.nat(5), (value, before, after) => {
        const payload = base64(`${"~".repeat(before)}${value}${"~".repeat(after)}`);
        expect(redactorOf(value)(`x=${payload}`)).toContain("‹x›");
      }),
    );
  });

  it.each([
    ["upper case", GUID.toUpperCase()],
    ["no dashes", GUID.replaceAll("-", "")],
    ["percent-encoded dashes", GUID.replaceAll("-", "%2d")],
    ["dashes as references", GUID.replaceAll("-", "&#45;")],
    ["dashes as references of references", GUID.replaceAll("-", "&#38;#x2D;")],
    ["braces", `{${GUID}}`],
    ["base64", base64(GUID)],
    ["base64 of upper case", base64(GUID.toUpperCase())],
    ["inside base64 of a payload", base64(`<a ticket="${GUID}"/>`)],
    ["percent-encoded base64", encodeURIComponent(base64(`??>${GUID}>>?`))],
    ["right after other digits", `abcdef0${GUID}`],
    ["right after half another GUID", `a1b2c3d4-e5f6-7890-${GUID}`],
  ])("finds a GUID in this form: %s", (_, text) => {
    const shown = redactorOf(GUID)(`ticket=${text}&x=1`);
    expect(shown).toContain("‹x›");
    expect(shown.toLowerCase().replaceAll("-", "")).not.toContain("ef1234567890");
  });

  it("leaves other GUIDs and texts alone", () => {
    const redact = redactorOf(GUID);
    const text = `<response UploadHandler="00000000-e5f6-7890-abcd-ef1234567890" q="${base64("x".repeat(90))}"/>`;
    expect(redact(text)).toBe(text);
  });

  it("ignores empty and very short values", () => {
    expect(redactorOf("")("abc")).toBe("abc");
    expect(redactorOf("abc")("abc")).toBe("abc");
  });

  it("covers secrets that hold or overlap each other completely", () => {
    const secrets = createSecrets();
    secrets.add("abcd", "one");
    secrets.add("abcdefgh", "two");
    secrets.add("ghijkl", "three");
    expect(secrets.redact("-abcdefghijkl-abcd-")).toBe("-‹two›-‹one›-");
  });

  it("grows during the run, and keeps the first label of a value", () => {
    const secrets = createSecrets();
    expect(secrets.redact(GUID)).toBe(GUID);
    secrets.add(GUID, "ticket:owner");
    secrets.add(GUID.toUpperCase(), "ticket:again");
    secrets.add("s3cr$t", "password:owner");
    secrets.add("s3cr$t", "password:again");
    expect(secrets.redact(`${GUID} s3cr$t`)).toBe("‹ticket:owner› ‹password:owner›");
  });

  it("does not rewrite its own labels in the same pass", () => {
    const secrets = createSecrets();
    secrets.add(GUID, "ticket:owner");
    secrets.add("owner", "password:owner");
    expect(secrets.redact(`${GUID} owner`)).toBe("‹ticket:owner› ‹password:owner›");
  });

  it("stays fast with many tickets and with hostile texts", () => {
    const secrets = createSecrets();
    for (let n = 0; n < 20_000; n++) {
      secrets.add(`a1b2c3d4-e5f6-7890-abcd-${n.toString(16).padStart(12, "0")}`, "t");
    }
    secrets.add('\\\\\\\\\\\\"%%%%&&&&amp;', "p");
    const started = process.cpuUsage();
    for (const piece of ["\\", "%25", "&amp;", "0", "abcdef01-", "A+/", '"']) {
      secrets.redact(piece.repeat((64 * 1024) / piece.length));
    }
    // Of the processor, not of the clock: others may use it as well.
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
  });
});

describe("many texts at once", () => {
  it("are redacted as each by itself", () => {
    const texts = fc.array(
      fc.oneof(
        secret,
        fc.constantFrom(GUID, GUID.toUpperCase(), "a plain text", "{[<>]} \"a\": 'b'", "%41%", "…"),
        secret.map((value) => `${encodeURIComponent(value)} ${base64(value)}`),
      ),
    );
    fc.assert(
      fc.property(texts, fc.array(secret, { maxLength: 6 }), fc.nat(5), (all, values, from) => {
        const words = [GUID, ...values, ...all.slice(from, from + 2)];
        const [together, alone] = [createSecrets(), createSecrets()];
        for (const [index, value] of words.entries()) {
          together.add(value, `s${index}`);
          alone.add(value, `s${index}`);
        }
        expect(together.redactAll(all)).toEqual(all.map((text) => alone.redact(text)));
        // What is known of them by now is known by itself, too, and goes when there is another secret.
        together.add("a plain text", "late");
        alone.add("a plain text", "late");
        expect(all.map((text) => together.redact(text))).toEqual(together.redactAll(all));
        expect(together.redactAll(all)).toEqual(all.map((text) => alone.redact(text)));
      }),
      { numRuns: fewer(200) },
    );
  });

  it("find a short secret that is told later in texts that were shown before", () => {
    const secrets = createSecrets();
    secrets.add(GUID, "ticket");
    expect([secrets.redact("pass1 x"), secrets.cut("pass1 y", 50)]).toEqual(["pass1 x", "pass1 y"]);
    secrets.add("pass1", "p");
    expect([secrets.redact("pass1 x"), secrets.cut("pass1 y", 50)]).toEqual(["‹p› x", "‹p› y"]);
    const cut = `${"z".repeat(6)} pass2-and-mo…`;
    expect(secrets.redact(cut)).toBe(cut);
    secrets.add("pass2-and-more-than-a-guid-has-of-digits", "q");
    expect(secrets.redact(cut)).toBe("zzzzzz ‹q›…");
  });
});
