import { bindingsThat, isSoap11 } from "../../model/binding.ts";
import type { Argument, Call } from "../../model/call.ts";
import { namespaceOf } from "../../wire/encode/soap11.ts";
import { valueText } from "../../wire/encode/value-text.ts";
import { xmlEscape } from "../../wire/encode/xml-escape.ts";
import type { Variant } from "./variant.ts";
import { type EnvelopeStyle, writeEnvelope } from "./write-envelope.ts";

const variant = (
  name: string,
  style: EnvelopeStyle | ((call: Call) => EnvelopeStyle),
): Variant => ({
  name,
  bindings: bindingsThat(isSoap11),
  message: (call, service) =>
    writeEnvelope(call, service, typeof style === "function" ? style(call) : style),
});

/**
 * A message in ISO-8859-1 with a letter in a comment. A processor need not know this encoding, but then it
 * refuses whatever is in it (XML 1.0, 4.3.3: "a fatal error"); one that takes it reads every letter of it.
 */
const inLatin1 = (letter: string): EnvelopeStyle => ({
  prolog: '<?xml version="1.0" encoding="ISO-8859-1"?>',
  headers: { "content-type": "text/xml; charset=ISO-8859-1" },
  encoding: "latin1",
  extra: `<!-- ${letter} -->`,
});

/** One message, by XML 1.0, by Namespaces in XML 1.0, by SOAP 1.1 (4.2) and by RFC 9110 (8.3). */
export const EQUAL_SOAP: readonly Variant[] = [
  variant("other prefixes", { soap: "S-1", own: "_x" }),
  variant("the prefix declared on the envelope", { own: "m", declaredAt: "envelope" }),
  variant("the namespace of SOAP as the default", { soap: "", own: "m" }),
  variant("white space between elements", { between: "\r\n\t " }),
  variant("comments between elements", { between: "<!-- <a> & -->" }),
  variant("values in CDATA", { value: (text) => `<![CDATA[${text}]]>` }),
  variant("half of each value in CDATA", {
    value: (text) => `${xmlEscape(half(text)[0])}<![CDATA[${half(text)[1]}]]>`,
  }),
  variant("decimal character references", { value: (text) => references(text, 10) }),
  variant("hexadecimal character references", { value: (text) => references(text, 16) }),
  variant("no XML declaration", { prolog: "" }),
  variant("another XML declaration", {
    prolog: "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n\n",
  }),
  variant("a byte order mark", { prolog: '\ufeff<?xml version="1.0" encoding="utf-8"?>' }),
  variant("single quotes", { quote: "'" }),
  variant("an empty header", { header: "" }),
  variant("a header of white space", { header: "\r\n  " }),
  variant("a header of a comment", { header: "<!-- none -->" }),
  variant("a header entry that nobody must understand", {
    header: '<a xmlns="urn:assay">1</a>',
  }),
  variant("a header entry that says mustUnderstand 0", {
    header: '<x:a xmlns:x="urn:assay" soap:mustUnderstand="0">1</x:a>',
  }),
  variant("the charset quoted and in upper case", {
    headers: { "content-type": 'text/xml;charset="UTF-8"' },
  }),
];

/** What a processor need not know, but takes only where it does (XML 1.0, 4.3.3). */
export const DECLARED_SOAP: readonly Variant[] = [
  {
    ...variant("ISO-8859-1 where that is known, with a letter beyond ASCII", inLatin1("\u00e9")),
    offered: variant("ISO-8859-1", inLatin1("e")).message,
  },
];

/** What the standards leave to a server, or allow it to refuse. */
export const TOLERATED_SOAP: readonly Variant[] = [
  // Some readers of simple content stop at a comment.
  variant("a comment in the middle of each value", {
    value: (text) => `${xmlEscape(half(text)[0])}<!-- -->${xmlEscape(half(text)[1])}`,
  }),
  // XML processors read it (XML 1.0, 4.3.3); what a service takes is its own affair.
  variant("UTF-16 with a byte order mark", {
    prolog: '\ufeff<?xml version="1.0" encoding="utf-16"?>',
    headers: { "content-type": "text/xml; charset=utf-16" },
    encoding: "utf16le",
  }),
  // SOAP 1.1, 6.1.1 has it quoted.
  variant("SOAPAction without quotes", ({ operation }) => ({
    headers: { soapaction: `${namespaceOf(operation)}${operation.name}` },
  })),
];

const NIL = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"';

function nils(all: readonly Argument[]): string {
  return all.map(({ name }) => `<${name} ${NIL}></${name}>`).join("");
}

/** The call with its ticket, and whatever the others become. */
function besidesTicket(how: string, write: (others: readonly Argument[]) => string): Variant {
  return {
    name: `each element but the ticket ${how}`,
    bindings: bindingsThat(isSoap11),
    message: (call, service) => {
      const ticket = call.operation.parameters.find(({ type }) => type === "ticket")?.name;
      const isTicket = ({ name }: Argument): boolean =>
        name.toLowerCase() === ticket?.toLowerCase();
      const others = call.arguments.filter((one) => !isTicket(one));
      const own = { ...call, arguments: call.arguments.filter(isTicket) };
      return writeEnvelope(own, service, { extra: write(others) });
    },
  };
}

/** What schemas and stacks differ in. */
export const ODD_SOAP: readonly Variant[] = [
  variant("each element twice", ({ arguments: all }) => ({
    extra: all
      .map(({ name, value }) => `<${name}>${xmlEscape(valueText(value))}</${name}>`)
      .join(""),
  })),
  variant("each element a second time, empty", ({ arguments: all }) => ({
    extra: all.map(({ name }) => `<${name}></${name}>`).join(""),
  })),
  variant("each element a second time, nil", ({ arguments: all }) => ({ extra: nils(all) })),
  besidesTicket("empty", (others) => others.map(({ name }) => `<${name}/>`).join("")),
  besidesTicket("nil", nils),
  besidesTicket("left out", () => ""),
  variant("ISO-8859-1 that only the content type tells", {
    ...inLatin1("\u00e9"),
    prolog: '<?xml version="1.0"?>',
  }),
  variant("ISO-8859-1 that only the XML declaration tells", {
    ...inLatin1("\u00e9"),
    headers: { "content-type": "text/xml" },
  }),
];

/** What a server may refuse before the operation is called: a schema may fix the order (HTTP 500 with a fault, SOAP 1.1, 6.2). */
const MESSAGE_REFUSED = [400, 500];

const named = (name: string, message: Variant["message"]): Variant => ({
  name,
  bindings: bindingsThat(isSoap11),
  declinedBy: MESSAGE_REFUSED,
  message,
});

/** The same values by the same names: who goes by their places gets others (SOAP 1.1, 5.4.1 and 7.1). */
export const NAMED_SOAP: readonly Variant[] = [
  named("elements in the reverse order", (call, service) =>
    call.arguments.length < 2
      ? undefined
      : writeEnvelope({ ...call, arguments: call.arguments.toReversed() }, service, {}),
  ),
  named("an element of another namespace before each", (call, service) =>
    writeEnvelope(call, service, { amid: '<x:note xmlns:x="urn:assay">1</x:note>' }),
  ),
];

function half(text: string): readonly [string, string] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}

/**
 * The first characters as references, and those that are not ASCII; the others as they are: a long value stays of
 * bearable length.
 */
function references(text: string, base: 10 | 16): string {
  const reference = (character: string): string => {
    const code = (character.codePointAt(0) ?? 0).toString(base);
    return base === 10 ? `&#${code};` : `&#x${code};`;
  };
  const [first = ""] = /^.{0,40}/su.exec(text) ?? [];
  const rest = xmlEscape(text.slice(first.length));
  return [...first].map(reference).join("") + rest.replace(/[^\0-\x7f]/gu, reference);
}
