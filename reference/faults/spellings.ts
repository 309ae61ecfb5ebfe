import type { Fault } from "./fault.ts";

/** What a server makes of a value or a message that few clients write so. */
export const SPELLING_FAULTS = [
  {
    name: "guid-ends-at-white-space",
    title: "Of a handler only what stands before the first white space counts.",
    statements: ["DUH-07", "DDH-07"],
    class: "guids",
    visibility: "rare-input",
  },
  {
    name: "multipart-boundary-keeps-its-quotes",
    chunks: "multipart",
    title: "The quotes around a boundary are read as a part of it, and the form is malformed.",
    statements: ["ALL-01"],
    class: "wire",
    visibility: "rare-input",
    report: "https://github.com/splunk/pion/issues/108",
  },
  {
    name: "escape-that-is-none-is-500",
    title: "A percent sign in a query or form that begins no escape is HTTP 500.",
    statements: ["ALL-32"],
    class: "wire",
    visibility: "rare-input",
  },
  {
    name: "form-type-with-parameter-is-415",
    title: "A form whose media type has a parameter behind it is refused as one of another type.",
    statements: ["ALL-39"],
    class: "wire",
    visibility: "rare-input",
  },
  {
    name: "soap-refuses-no-bytes",
    title: "Over SOAP bytes of which there are none are refused.",
    statements: ["ALL-01"],
    class: "bindings",
    visibility: "one-binding",
  },
  {
    name: "soap-latin-1-is-read-as-utf-8",
    title: "A SOAP message in ISO-8859-1 is read as UTF-8, and refused where it is none.",
    statements: ["ALL-01"],
    class: "xml",
    visibility: "rare-input",
  },
  {
    name: "soap-headers-are-passed-over",
    title: "A SOAP header entry that must be understood is passed over.",
    statements: ["ALL-17"],
    class: "xml",
    visibility: "rare-input",
  },
  {
    name: "base64-takes-no-spaces",
    title: "Base64 with white space in it is refused.",
    statements: ["ALL-21"],
    class: "xml",
    visibility: "rare-input",
  },
  {
    name: "soap-does-what-the-action-says",
    title:
      "Over SOAP the operation is that of the action, with the values of whatever is in the body.",
    statements: ["ALL-18"],
    class: "xml",
    visibility: "rare-input",
  },
] as const satisfies readonly Fault[];
