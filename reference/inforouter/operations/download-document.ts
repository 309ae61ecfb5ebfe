import { StoredBytes } from "../../http/stored-bytes.ts";
import { type ContentsFault, changesContents, givenDocument } from "../../reported/contents.ts";
import { refuse } from "../answer.ts";
import { contentTypeOf } from "../content-type.ts";
import { latest } from "../library.ts";
import type { Operation } from "../operation.ts";
import { READABLE_DOCUMENT } from "../sample.ts";

type Fault =
  | "download-document-drops-last-byte"
  | "download-document-gives-first-version"
  | "download-document-ignores-ticket"
  | "download-document-guesses-path"
  | ContentsFault;

/** Larger documents are not read at once. */
const LARGE = 1024 * 1024;

/** The bytes of the latest version; base64 in SOAP. */
export const downloadDocument: Operation<Fault> = {
  name: "DownloadDocument",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "Path", type: "string" },
  ],
  reads: true,
  givesDocument: true,
  switches: { ignoresTicket: "download-document-ignores-ticket" },
  run: async (call, { library }, faults) => {
    call.user();
    const named = library.find(call.required("Path"));
    // DLD-02: no bytes of any other document
    const guesses = faults.has("download-document-guesses-path");
    const document = guesses ? (named ?? library.find(READABLE_DOCUMENT)) : named;
    if (!document) throw refuse("documentNotFound");
    // DLD-01: exactly those of the latest version
    const first = faults.has("download-document-gives-first-version") && document.versions[0];
    const version = first || latest(document);
    const { name } = document;
    const given = { kind: "bytes", name, contentType: contentTypeOf(name) } as const;
    const short = faults.has("download-document-drops-last-byte");
    if (!short && version.size >= LARGE && !changesContents(faults)) {
      return { ...given, bytes: new StoredBytes(version.file, version.size) };
    }
    const whole = await library.read(version);
    const bytes = givenDocument(short ? whole.subarray(0, -1) : whole, faults);
    return { ...given, bytes };
  },
};
