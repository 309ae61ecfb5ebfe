import { bindingsThat, isSoap11 } from "../../model/binding.ts";
import type { Call } from "../../model/call.ts";
import { xmlEscape } from "../../wire/encode/xml-escape.ts";
import type { Variant } from "./variant.ts";
import { writeEnvelope } from "./write-envelope.ts";

/** The names of the parameters that are bytes, in small letters. */
function bytesOf({ operation, arguments: given }: Call): ReadonlySet<string> {
  const names = operation.parameters.filter(({ type }) => type === "bytes").map(({ name }) => name);
  const known = new Set(names.map((name) => name.toLowerCase()));
  return new Set(given.map(({ name }) => name.toLowerCase()).filter((name) => known.has(name)));
}

const variant = (name: string, write: (base64: string) => string): Variant => ({
  name,
  bindings: bindingsThat(isSoap11),
  message: (call, service) => {
    const bytes = bytesOf(call);
    if (bytes.size === 0) return undefined;
    const value = (text: string, of: string): string =>
      bytes.has(of.toLowerCase()) ? write(text) : xmlEscape(text);
    return writeEnvelope(call, service, { value });
  },
});

/** The lines of MIME (RFC 2045, section 6.8), as encoders write them that break lines at all. */
function lines(text: string): readonly string[] {
  return text.match(/.{1,76}/g) ?? [""];
}

/**
 * The same bytes: white space says nothing in base64Binary (XML Schema Part 2, 3.2.16), and how its characters
 * are written in XML says nothing either (XML 1.0, 2.4, 2.7 and 4.1).
 */
export const EQUAL_BYTES: readonly Variant[] = [
  variant("base64 in lines", (text) => lines(text).join("\n")),
  variant("base64 with carriage returns", (text) => lines(text).join("&#13;\n")),
  variant("base64 with spaces and tabs", (text) => lines(text).join(" \t")),
  variant("a space before each of the last four characters of base64", (text) =>
    text.replace(/.{4}$/, (last) => [...last].map((character) => ` ${character}`).join("")),
  ),
  // One character more: with four a length that has to be a multiple of four still is one.
  variant("base64 with one space in it", (text) => text.replace(/.{2}$/, " $&")),
  variant("a line end behind base64", (text) => `${text}\n`),
  variant("line ends around base64", (text) => `\n    ${text}\n  `),
  variant("base64 in lines that are CDATA each", (text) =>
    lines(text)
      .map((line) => `<![CDATA[${line}]]>`)
      .join("\n"),
  ),
  variant("signs of base64 as character references", (text) =>
    text.replace(/[+/=]/g, (sign) => `&#${sign.charCodeAt(0)};`),
  ),
  variant("the last character of each line of base64 as a character reference", (text) =>
    lines(text)
      .map((line) => line.replace(/.$/, (last) => `&#x${last.charCodeAt(0).toString(16)};`))
      .join(""),
  ),
];

/** What some readers of simple content refuse. */
export const DECLINED_BYTES: readonly Variant[] = [
  variant("base64 in lines with comments between", (text) => lines(text).join("<!-- -->")),
  variant("base64 in lines with processing instructions between", (text) =>
    lines(text).join("<?assay ?>"),
  ),
];
