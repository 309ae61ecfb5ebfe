import type { Faults } from "../../faults.ts";
import { refuse } from "../answer.ts";
import type { Call } from "../call.ts";
import { type FinalizeFault, finalizeUpload } from "../finalize-upload.ts";
import type { Operation } from "../operation.ts";

type LabelFault = "finalize-accepts-label-out-of-range" | "finalize-refuses-greatest-label";

/** FIN-12: the parts of a version's label, and how far each may go. */
const PARTS = [
  { name: "mpVersionMajor", least: 1, most: 2400 },
  { name: "mpVersionMinor", least: 0, most: 999 },
  { name: "mpVersionRevision", least: 0, most: 999 },
] as const;

/** As UploadDocumentWithHandler1, with a label for the version, major.minor.revision. */
export const uploadDocumentWithHandler2: Operation<FinalizeFault | LabelFault> = {
  name: "UploadDocumentWithHandler2",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "path", type: "string", wsdl: "Path" },
    { name: "uploadHandler", type: "guid", wsdl: "UploadHandler" },
    { name: "versionComments", type: "string", optional: true },
    { name: "mpVersionMajor", type: "int" },
    { name: "mpVersionMinor", type: "int" },
    { name: "mpVersionRevision", type: "int" },
  ],
  switches: { ignoresTicket: "finalize-ignores-ticket" },
  run: (call, state, faults) => {
    const session = call.session();
    const label = readLabel(call, faults);
    const comment = `${label} ${call.text("versionComments") ?? ""}`.trim();
    const place = { path: call.required("path") };
    return finalizeUpload(call, session, { place, comment }, state, faults);
  },
};

function readLabel(call: Call, faults: Faults<LabelFault>): string {
  const numbers = PARTS.map(({ name, least, most }) => {
    const number = call.int(name);
    const tooGreat = faults.has("finalize-refuses-greatest-label") ? number >= most : number > most;
    const outside = number < least || tooGreat;
    if (outside && !faults.has("finalize-accepts-label-out-of-range")) {
      throw refuse("labelOutOfRange");
    }
    return number;
  });
  return numbers.join(".");
}
