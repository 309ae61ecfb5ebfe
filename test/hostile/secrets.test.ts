import { describe, expect, it } from "vitest";
import { quote } from "../../src/judge/answer/quote.ts";
import { createSecrets } from "../../src/wire/redact/secrets.ts";

const PASSWORD = "S3cret-Pass/w+rd 12?";
const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0ff";
const TICKET = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

const hex = (text: string): string => Buffer.from(text).toString("hex");
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const each = (text: string, one: (unit: number) => string): string =>
  [...Buffer.from(text)].map(one).join("");
const escaped = (text: string): string =>
  each(text, (unit) => `\\u${unit.toString(16).padStart(4, "0")}`);

/** Ways in which a server may send a secret back, by name. */
const FORMS: readonly (readonly [string, (text: string) => string])[] = [
  ["raw", (text) => text],
  ["upper case", (text) => text.toUpperCase()],
  ["lower case", (text) => text.toLowerCase()],
  ["hexadecimal", hex],
  ["hexadecimal in capitals", (text) => hex(text).toUpperCase()],
  ["hexadecimal at an odd place", (text) => `0${hex(text)}`],
  ["hexadecimal twice", (text) => hex(hex(text))],
  ["percent of every byte", (text) => each(text, (unit) => `%${unit.toString(16)}`)],
  ["percent of every byte, twice", (text) => each(text, (unit) => `%25${unit.toString(16)}`)],
  [
    "percent of every byte, three times",
    (text) => each(text, (unit) => `%2525${unit.toString(16)}`),
  ],
  ["percent u", (text) => each(text, (unit) => `%u00${unit.toString(16)}`)],
  ["references in decimal", (text) => each(text, (unit) => `&#${unit};`)],
  ["references in decimal, zeros before", (text) => each(text, (unit) => `&#000${unit};`)],
  ["references in hexadecimal", (text) => each(text, (unit) => `&#x${unit.toString(16)};`)],
  [
    "references in capitals",
    (text) => each(text, (unit) => `&#X${unit.toString(16).toUpperCase()};`),
  ],
  ["references of references", (text) => each(text, (unit) => `&amp;#${unit};`)],
  ["escapes of JSON", escaped],
  ["escapes of JSON in JSON", (text) => escaped(text).replaceAll("\\", "\\\\")],
  ["escapes of JavaScript", (text) => each(text, (unit) => `\\x${unit.toString(16)}`)],
  ["escapes of JSON, percent-encoded", (text) => encodeURIComponent(escaped(text))],
  [
    "another escape for each character",
    (text) =>
      [...text]
        .map((one, at) => [escaped(one), `&#${one.charCodeAt(0)};`, `%${hex(one)}`][at % 3])
        .join(""),
  ],
  ["base64", base64],
  ["base64 for URLs", (text) => Buffer.from(text).toString("base64url")],
  ["base64 one byte in", (text) => base64(`~${text}~`)],
  ["base64 two bytes in", (text) => base64(`~~${text}~~`)],
  ["base64 in a payload", (text) => base64(`<a ticket="${text}"/>`)],
  [
    "base64 among bytes",
    (text) => Buffer.concat([Buffer.from([255, 0, 1]), Buffer.from(text)]).toString("base64"),
  ],
  ["base64 twice", (text) => base64(base64(text))],
  ["base64 twice, a byte in each time", (text) => base64(`~${base64(`~${text}~`)}~`)],
  ["base64, percent-encoded", (text) => encodeURIComponent(base64(`?>${text}>?`))],
  ["base64 of what is percent-encoded", (text) => base64(encodeURIComponent(text))],
  ["base64 of references", (text) => base64(each(text, (unit) => `&#${unit};`))],
  ["base64 in hexadecimal", (text) => hex(base64(text))],
  ["hexadecimal in base64", (text) => base64(hex(text))],
  ["split over two attributes", (text) => `${text.slice(0, 9)}" more="${text.slice(9)}`],
  ["split over two members", (text) => `${text.slice(0, 9)}","more":"${text.slice(9)}`],
  ["split over two items", (text) => `${text.slice(0, 9)}", "${text.slice(9)}`],
  ["split by a tag", (text) => `${text.slice(0, 9)}<br/>${text.slice(9)}`],
];

const KNOWN: readonly (readonly [string, string])[] = [
  ["password", PASSWORD],
  ["key", KEY],
  ["ticket", TICKET],
];

function all(): ReturnType<typeof createSecrets> {
  const secrets = createSecrets();
  for (const [label, value] of KNOWN) secrets.add(value, label);
  return secrets;
}

describe("hostile: secrets, sent back in another form", () => {
  it.each(
    KNOWN.flatMap(([label, value]) =>
      FORMS.map(([name, form]) => [label, name, form(value)] as const),
    ),
  )("%s: %s", (label, _, sent) => {
    const shown = all().redact(`<a x="${sent}" y="1"/>`);
    expect(shown).toContain(`‹${label}›`);
    // A digit beside it at most, which base64 and an odd place leave.
    expect(shown.replace(`‹${label}›`, "").length).toBeLessThan(110);
    expect(all().labelIn(sent)).toBe(label);
  });
});

describe("hostile: secrets, where text is cut", () => {
  const lengths = [0, 50, 165, 170, 178, 185, 190, 195, 199, 200];
  const rows = lengths.flatMap((before) =>
    KNOWN.map(([label, value]) => [label, before, value] as const),
  );

  it.each(rows)("%s behind %i characters, in a sentence", (_, before, value) => {
    const said = quote(`${"x ".repeat(before / 2)}${value.repeat(12).replaceAll(" ", "_")}`);
    const secrets = createSecrets();
    secrets.add(value.replaceAll(" ", "_"), "s");
    expectNothingOf(value.replaceAll(" ", "_"), secrets.redact(said));
  });

  it.each(rows)("%s behind %i characters, kept as evidence", (_, before, value) => {
    const shown = all().cut(`${"x".repeat(before)}${value}${"y".repeat(9000)}`, 200);
    expectNothingOf(value, shown);
  });

  it.each(FORMS.slice(0, 20).map(([name, form]) => [name, form] as const))(
    "a long key in the form %s across the cut",
    (_, form) => {
      const key = "Kq7-".repeat(64);
      const secrets = createSecrets();
      secrets.add(key, "key");
      const text = `${"x ".repeat(40)}${form(key)}`;
      expect(secrets.cut(text, 200).length).toBeLessThan(100);
      expect(secrets.redact(quote(text))).not.toMatch(/(?:Kq7-|4b71372d|S3E3L|%4b%71){2}/i);
    },
  );
});

describe("hostile: secrets, what they cost", () => {
  const odd = [
    ["2,000 quotes", '"'.repeat(2000)],
    ["2,000 ampersands", "&".repeat(2000)],
    ["20,000 times <", "<".repeat(20_000)],
    ["20,000 backslashes", "\\".repeat(20_000)],
    ["20,000 percent signs", "%".repeat(20_000)],
    ["20,000 letters", "ab".repeat(10_000)],
  ] as const;

  it.each(odd)("a ticket of %s is found and costs no more than it weighs", (_, ticket) => {
    const secrets = createSecrets();
    const before = process.cpuUsage();
    secrets.add(ticket, "t");
    expect(secrets.redact(`-${ticket}-`)).toBe("-‹t›-");
    expect(secrets.redact(JSON.stringify({ a: ticket }))).toContain("‹t›");
    secrets.redact(ticket.slice(1).repeat(2));
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(4);
  });
});

/** No 6 characters of it in a row. */
function expectNothingOf(value: string, shown: string): void {
  for (let at = 0; at + 6 <= value.length; at++) {
    expect(shown).not.toContain(value.slice(at, at + 6));
  }
}
