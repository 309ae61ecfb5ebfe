import type { PublicFault } from "./public-fault.ts";

/** Limits of the stack under the service. */
export const PUBLIC_LIMITS = [
  {
    name: "body-over-30000000-is-404",
    title: "A body of more than 30,000,000 bytes is HTTP 404.",
    statements: ["CUH-20"],
    area: "limits",
    report: "https://github.com/dotnet/aspnetcore/issues/13221",
  },
  {
    name: "body-over-4-mib-is-500",
    title: "A body of more than 4 MiB is HTTP 500.",
    statements: ["CUH-20"],
    area: "limits",
    report: "https://github.com/microsoft/StoreBroker/pull/19",
  },
  {
    name: "body-over-1-mib-is-413",
    title: "A body of more than 1 MiB is HTTP 413 with a page of the proxy.",
    statements: ["CUH-20"],
    area: "limits",
    report: "https://github.com/medic/nginx-local-ip/issues/21",
  },
  {
    name: "soap-message-over-64-kib-is-400",
    title: "A SOAP message of more than 65,536 bytes is HTTP 400.",
    statements: ["CUH-20", "ALL-01"],
    area: "limits",
    report: "https://github.com/Azure/azure-functions-host/issues/1343",
  },
  {
    name: "field-over-1-mib-is-cut",
    title: "A form field is cut after 1,048,576 characters.",
    statements: ["CUH-20", "UFC-01"],
    area: "limits",
    report: "https://github.com/expressjs/multer/pull/1481",
  },
  {
    name: "last-chunk-of-exact-size-is-refused",
    title: "A last chunk of exactly the chunk size is refused as too large.",
    statements: ["CUH-20"],
    area: "limits",
    report: "https://github.com/expressjs/multer/issues/1348",
  },
  {
    name: "asked-size-overflows",
    title: "A chunk size within 1 KiB of 2^31 overflows and counts as negative.",
    statements: ["CUH-11"],
    area: "limits",
    report: "https://github.com/crystal-lang/crystal/issues/7659",
  },
  {
    name: "empty-document-is-refused",
    title: "UploadDocument of no bytes is refused.",
    statements: ["UPD-01"],
    area: "limits",
    report: "https://github.com/SaltwaterC/aws2js/issues/88",
  },
  {
    name: "tus-small-deferred-upload-cannot-be-completed",
    title: "The PATCH that completes an upload of deferred length of less than 5 MiB is HTTP 500.",
    statements: ["TUS-01"],
    area: "limits",
    report: "https://github.com/tus/tus-node-server/issues/501",
  },
  {
    name: "large-chunk-crc-reads-on",
    title:
      "chunkCRC32 of a chunk of more than 4 MiB is over whole buffers of 4 MiB, and so over more than the chunk.",
    statements: ["DFC-01"],
    area: "limits",
    report: "https://github.com/merces/hem-hashes/issues/3",
  },
] as const satisfies readonly PublicFault[];
