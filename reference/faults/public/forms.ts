import type { PublicFault } from "./public-fault.ts";

/** Forms, base64 and checksums. */
export const PUBLIC_FORMS = [
  {
    name: "plus-becomes-space-after-decoding",
    title: "A plus that was percent-encoded in a form becomes a space.",
    statements: ["UFC-01", "ALL-01"],
    area: "forms",
    report: "https://github.com/mscdex/busboy/pull/14",
  },
  {
    name: "base64-drops-trailing-nuls",
    title: "Decoding base64 drops the NULs at the end.",
    statements: ["UFC-01"],
    area: "forms",
    report: "https://github.com/uniconproject/unicon/pull/235",
  },
  {
    name: "base64-answer-has-no-padding",
    title: "The base64 of a downloaded chunk has no padding.",
    statements: ["DFC-01"],
    area: "forms",
    report: "https://github.com/brianloveswords/base64url/issues/22",
  },
  {
    name: "stray-percent-is-500",
    title: "A text with a percent sign that begins no escape is HTTP 500.",
    statements: ["DUH-07", "DDH-07"],
    area: "forms",
    report: "https://github.com/restify/node-restify/issues/97",
  },
  {
    name: "apostrophe-in-guid-is-500",
    title: "A GUID parameter with an apostrophe is HTTP 500.",
    statements: ["DUH-07", "DDH-07"],
    area: "forms",
    report: "https://github.com/udger/udger-dotnet/issues/2",
  },
  {
    name: "zero-crc-is-not-checked",
    title: "A CRC of 0 counts as none, and the chunk is not checked.",
    statements: ["UFC-02"],
    area: "forms",
    report: "https://github.com/asdf-format/asdf/pull/2024",
  },
  {
    name: "answered-crc-is-signed",
    title: "An answered CRC with the top bit set is a negative number.",
    statements: ["DFC-01", "UFC-09"],
    area: "forms",
    report: "https://github.com/alexgorbatchev/crc/issues/15",
  },
  {
    name: "base64-with-line-ends-is-refused",
    title: "Base64 that has line ends is refused.",
    statements: ["ALL-21"],
    area: "forms",
    report: "https://github.com/decathorpe/dxr/issues/17",
  },
  {
    name: "base64-with-white-space-is-garbled",
    title: "White space in base64 counts as characters of it.",
    statements: ["UPD-01", "ALL-01"],
    area: "forms",
    report: "https://github.com/ProgerXP/Notepad2e/issues/122",
  },
  {
    name: "base64-length-counts-white-space",
    title: "Base64 with white space is refused where its length with it is no multiple of four.",
    statements: ["ALL-21"],
    area: "forms",
    report: "https://github.com/jakartaee/jaxb-api/issues/325",
  },
  {
    name: "form-with-charset-has-no-parameters",
    title: "A form whose media type has a charset behind it has no parameters.",
    statements: ["ALL-39", "ALL-01"],
    area: "forms",
    report: "https://github.com/kemalyst/kemalyst/issues/23",
  },
] as const satisfies readonly PublicFault[];
