import type { PublicFault } from "./public-fault.ts";

/** Stacks that read SOAP. */
export const PUBLIC_SOAP = [
  {
    name: "soap-parameters-are-positional",
    title: "SOAP parameters are known by their position, whatever they are called.",
    statements: ["CUH-04", "DUH-04", "DUH-09"],
    area: "soap",
    report: "https://github.com/elixir-soap/soap/issues/41",
  },
  {
    name: "soap-prefixed-parameters-are-lost",
    title: "SOAP parameters whose elements have a prefix are missing.",
    statements: ["CUH-04", "DUH-04", "ALL-01"],
    area: "soap",
    report: "https://github.com/doedje/jquery.soap/issues/6",
  },
  {
    name: "soap-byte-order-mark-is-refused",
    title: "A SOAP message that begins with a UTF-8 byte order mark is refused.",
    statements: ["CUH-04", "DUH-04"],
    area: "soap",
    report: "https://github.com/spring-projects/spring-ws/issues/543",
  },
  {
    name: "soap-charset-is-ignored",
    title: "The charset of a SOAP message's content type is ignored.",
    statements: ["FIN-01", "ALL-01"],
    area: "soap",
    report: "https://github.com/eclipse-ee4j/metro-saaj/issues/25",
  },
  {
    name: "soap-quoted-action-is-refused",
    title: "A SOAPAction in quotes is HTTP 400.",
    statements: ["CUH-04", "DUH-04"],
    area: "soap",
    report: "https://github.com/wso2-attic/ballerina-integrator/issues/582",
  },
  {
    name: "soap-empty-element-is-missing",
    title: "An empty element of a SOAP message counts as missing.",
    statements: ["UPD-01", "UFC-02", "ALL-01"],
    area: "soap",
    report: "https://github.com/vpulim/node-soap/issues/1412",
  },
  {
    name: "soap-value-is-its-last-piece",
    title: "Of a value in several pieces, some of them CDATA, the last one counts.",
    statements: ["ALL-01"],
    area: "soap",
    report: "https://github.com/buglabs/node-xml2json/pull/2",
  },
  {
    name: "soap-header-of-white-space-is-refused",
    title: "A SOAP header with white space in it is a fault of the server.",
    statements: ["ALL-01"],
    area: "soap",
    report: "https://github.com/spring-projects/spring-ws/issues/397",
  },
  {
    name: "soap-reference-is-cut-to-16-bits",
    title: "A character reference in a SOAP message above U+FFFF loses its upper bits.",
    statements: ["ALL-01", "UPD-01"],
    area: "soap",
    report: "https://github.com/NaturalIntelligence/fast-xml-parser/issues/725",
  },
] as const satisfies readonly PublicFault[];
