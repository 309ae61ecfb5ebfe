import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { xmlEscape } from "../../src/wire/encode/xml-escape.ts";
import { createSecrets } from "../../src/wire/redact/secrets.ts";

/** With letters of two, three and four bytes, and something that each escape has to escape. */
const PASSWORD = 'Grün"&%es-Päß€😀ж-77';

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const hex = (text: string): string => Buffer.from(text).toString("hex");
const units = (text: string, start: string): string =>
  text.replace(/[^\w-]/g, (unit) => start + unit.charCodeAt(0).toString(16).padStart(4, "0"));

const ESCAPES: Readonly<Record<string, (text: string) => string>> = {
  json: (text) => JSON.stringify(text),
  jsonAscii: (text) => units(text, "\\u"),
  xml: (text) => `<a pwd="${xmlEscape(text)}"/>`,
  percent: encodeURIComponent,
  percentSign: (text) => text.replaceAll("%", "%25"),
  percentUnits: (text) => units(text, "%u"),
  references: (text) => text.replace(/[^\w-]/gu, (one) => `&#${one.codePointAt(0)};`),
};
const PACKINGS: Readonly<Record<string, (text: string) => string>> = {
  base64,
  base64Inside: (text) => base64(JSON.stringify({ user: "älice" }) + text),
  base64Url: (text) => Buffer.from(`?>${text}`).toString("base64url"),
  hex,
  hexInBase64: (text) => base64(hex(text)),
};

function secretsOf(...values: readonly string[]): ReturnType<typeof createSecrets> {
  const secrets = createSecrets();
  for (const value of values) secrets.add(value, "x");
  return secrets;
}

/** What shows, by both ways to look. */
function expectFound(value: string, text: string): void {
  expect(secretsOf(value).redact(text), text).toContain("‹x›");
  expect(secretsOf(value).labelIn(text), text).toBe("x");
}

function expectNothing(value: string, text: string): void {
  expect(secretsOf(value).redact(text)).toBe(text);
  expect(secretsOf(value).labelIn(text)).toBeUndefined();
}

describe("a secret that is escaped and then packed", () => {
  const both = Object.keys(ESCAPES).flatMap((form) =>
    Object.keys(PACKINGS).map((packing) => [form, packing] as const),
  );

  it.each(both)("%s in %s", (form, packing) => {
    const written = (text: string): string =>
      PACKINGS[packing]?.(ESCAPES[form]?.(text) ?? "") ?? "";
    expectFound(PASSWORD, `trace="${written(PASSWORD)}"`);
    expectNothing(PASSWORD, `trace="${written(PASSWORD.slice(1))}"`);
  });

  it.each([
    ["a reference among letters beyond ASCII", "grün&blau-öl", base64("grün&amp;blau-öl")],
    ["the same in hexadecimal", "grün&blau-öl", hex("grün&amp;blau-öl")],
    ["four characters, one of them escaped", "abcd", base64("abc%64")],
    ["four characters in hexadecimal in base64", "abcd", base64(hex("abcd"))],
    ["four characters in base64 twice", "abcd", base64(base64("abcd"))],
    ["four characters, packed in a text that was cut", "abcd", `${base64("abcd")} and more…`],
    ["halves of a pair behind percent signs", "ab😀cd", "ab%ud83d%uDE00cd"],
    ["split over two members", "hunter2hunter", base64('{"a":"hunter2","b":"hunter"}')],
    ["split by a tag", "hunter2hunter", hex("hunter2<br/>hunter")],
  ])("%s", (_, value, text) => expectFound(value, text));

  it.each([1, 2, 3])("where the packed text was cut off %i bytes into it", (more) => {
    const key = "ж".repeat(9);
    const whole = Buffer.from(`"&amp;${key}`);
    const cut = whole.subarray(0, whole.length - more).toString("hex");
    expect(secretsOf(`&${key}${key}`).redact(`${cut}…`)).toBe("22‹x›…");
  });
});

describe("a secret in another letter case", () => {
  it.each([
    ["capitals", "pässwörd-é-ñ1", "PÄSSWÖRD-É-Ñ1"],
    ["a capital at its start", "äußerung-1", "Äußerung-1"],
    ["capitals of two letters", "straße-77", "STRASSE-77"],
    ["the capital ß", "straße-77", "STRAẞE-77"],
    ["two letters, told in capitals", "STRAẞE-77", "strasse-77"],
    ["two small letters of one capital", "ΟΔΟΣ-Σ-77", "οδος-σ-77"],
    ["letters whose first byte differs", "Рrivet-п-1", "рrivet-П-1"],
    ["letters of another length", "Ⱥbcdefg-1", "ⱥBCDEFG-1"],
    ["a letter that is three in capitals", "α\u0390β-1234567", "α\u0390β-1234567".toUpperCase()],
    ["letters alone, twelve of them", "парольпароль", "ПарольПАРОЛЬ"],
    ["percent signs", "pässwörd-1", encodeURIComponent("PÄSSWÖRD-1")],
    ["base64", "pässwörd-1", base64("<a PÄSSWÖRD-1>")],
    ["capitals read as Latin-1", "pässwörd-1", Buffer.from("PÄSSWÖRD-1").toString("latin1")],
  ])("%s", (_, value, text) => expectFound(value, text));

  it("covers what stands there and nothing else", () => {
    const secrets = secretsOf("straße-ä-77", "кл-юч-123");
    expect(secrets.redact("«STRASSE-Ä-77» ÄÖ «КЛ-ЮЧ-123»")).toBe("«‹x›» ÄÖ «‹x›»");
    expect(secrets.redact("said: STRASSE-Ä…")).toBe("said: ‹x›…");
  });

  it.each([
    ["a short one", "äöü-1", "ÄÖÜ-1"],
    ["a word of letters alone", "пароль", "ПАРОЛЬ"],
    ["another letter", "pässwörd-1", "PÁSSWÖRD-1"],
    ["a short one of which a letter alone differs", "äbcd", "Äbcd"],
  ])("is none: %s", (_, value, text) => expectNothing(value, text));

  it("is found in any case of each of its letters", () => {
    const unit = fc.constantFrom(..."aZ1-äÉñßжПςﬁΐǰⱥ");
    const value = fc.string({ unit, minLength: 8, maxLength: 16 }).map((text) => `${text}-ä1`);
    fc.assert(
      fc.property(value, fc.infiniteStream(fc.boolean()), (secret, isUpper) => {
        const text = [...secret]
          .map((one) => (isUpper.next().value ? one.toUpperCase() : one.toLowerCase()))
          .join("");
        expectFound(secret, `«${text}»`);
        expectFound(secret, base64(`{"${text}"}`));
      }),
    );
  });

  it("hides no other secret that differs by its case alone", () => {
    const secrets = createSecrets();
    secrets.add("abCD", "one");
    secrets.add("ABcd", "two");
    expect(secrets.redact("abCD ABcd abcd")).toBe("‹one› ‹two› abcd");
  });
});

describe("a secret that is escaped three times", () => {
  it.each([
    ["what other escapes come to with none left", "%252%6&#52;secret-"],
    ["the same with a backslash", "%25\\x2532dsecret-"],
  ])("%s", (_, text) => expectFound("-secret-", text));

  it("is found whatever each character of each level is written as", () => {
    const code = (one: string): string => one.charCodeAt(0).toString(16).padStart(2, "0");
    const kinds = [
      ["%", (one: string) => `%${code(one)}`],
      ["&", (one: string) => `&#x${code(one)};`],
      ["\\", (one: string) => `\\x${code(one)}`],
    ] as const;
    const levels = fc.array(fc.constantFrom(...kinds), { maxLength: 3 });
    fc.assert(
      fc.property(levels, fc.infiniteStream(fc.nat(3)), (escapes, chance) => {
        let text = "-secret-";
        for (const [must, write] of escapes) {
          text = [...text]
            .map((one) => (one === must || chance.next().value === 0 ? write(one) : one))
            .join("");
        }
        expectFound("-secret-", text);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a secret that is split", () => {
  it.each([
    ["a key with a space", '"hunter2", "a b": "hunter"'],
    ["a key beyond ASCII", '"hunter2", "ключ": "hunter"'],
    ["a key with a quote", '"hunter2","a\\"b":"hunter"'],
    ["a key that ends with a backslash", '"hunter2","a\\\\":"hunter"'],
    ["an empty key", '"hunter2","":"hunter"'],
    ["a long key", `"hunter2", "${"k".repeat(5000)}": "hunter"`],
    ["much space", `"hunter2",\n${" ".repeat(500)}"hunter"`],
    ["single quotes", "['hunter2', 'hunter']"],
    ["a key in single quotes", "{'a': 'hunter2', 'b c': 'hunter'}"],
    ["both quotes", `['hunter2', "hunter"]`],
    ["an attribute beyond ASCII", "<a b='hunter2' größe='hunter'/>"],
    ["a long attribute", `<a b="hunter2" ${"k".repeat(5000)}="hunter"/>`],
    ["a tag beyond ASCII", "hunter2<größe/>hunter"],
    ["a long tag", `hunter2</${"k".repeat(5000)}>hunter`],
    ["JSON in JSON", JSON.stringify('{"a":"hunter2","ä b":"hunter"}')],
  ])("by %s", (_, text) => expectFound("hunter2hunter", text));

  it("looks for names in each of many texts by itself", () => {
    const texts = [
      '"hunter2", "hunter',
      'a": "b',
      '"hunter2", "hunter\\',
      '": "c',
      "'hunter2', '",
      "hunter",
    ];
    const secrets = secretsOf("hunter2hunter");
    expect(secrets.redactAll(texts)).toEqual([
      '"‹x›',
      'a": "b',
      '"‹x›\\',
      '": "c',
      ...texts.slice(4),
    ]);
    expect(secretsOf("hunter2hunter").redactAll([...texts.slice(4), 'x": "hunter'])).toEqual([
      ...texts.slice(4),
      'x": "hunter',
    ]);
    expect(secretsOf("hunter2hunter").redactAll(['"hunter2", "', '": "hunter'])).toEqual([
      '"hunter2", "',
      '": "hunter',
    ]);
  });

  it.each([
    ["quotes and commas", '","'],
    ["both quotes", `"," '`],
    ["single quotes behind a double one", `','`],
    ["escaped quotes", '\\",\\"'],
    ["commas behind escaped quotes", '\\","'],
    ["quotes and names", '" aä'],
    ["tags without an end", "<aä"],
    ["quotes and space", '" \n'],
    ["letters beyond ASCII", "äΐ"],
    ["halves of characters", "Ã"],
  ])("is looked for in time in proportion to the text: %s", (_, piece) => {
    const secrets = secretsOf("hunter2hunter", "pässwörd-ΐ-1");
    const before = process.cpuUsage();
    secrets.redact(`"${piece.repeat((512 * 1024) / piece.length)}`);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(6);
  });
});
