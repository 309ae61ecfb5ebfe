import { refuse, success } from "../answer.ts";
import { latest } from "../library.ts";
import type { Operation } from "../operation.ts";
import { shortPathId } from "../paths.ts";

type Fault =
  | "document-exists-knows-all"
  | "document-exists-crc-is-inverted"
  | "document-exists-ignores-ticket";

/** Says whether there is a document, and gives the CRC-32 of its latest version. */
export const documentExists: Operation<Fault> = {
  name: "DocumentExists",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "Path", type: "string" },
  ],
  switches: { ignoresTicket: "document-exists-ignores-ticket" },
  run: (call, { library, dialect }, faults) => {
    call.user();
    const path = call.required("Path");
    const document = library.find(path);
    // DEX-01: a document that is there, and no other
    if (!document && faults.has("document-exists-knows-all")) return success();
    if (!document && path.startsWith("~") && shortPathId(path) === undefined) {
      throw refuse("invalidDocumentPath");
    }
    if (!document) throw refuse("documentNotFound");
    // DEX-02; every version is published here
    const { crc } = latest(document);
    const shown = faults.has("document-exists-crc-is-inverted") ? ~crc >>> 0 : crc;
    const text = dialect.values.writeCrc(shown);
    return success({ CRC32LASTVERSION: text, CRC32: text });
  },
};
