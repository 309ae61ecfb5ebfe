import { HttpRefusal } from "../../http/http-refusal.ts";
import type { Call } from "../call.ts";
import { type FinalizeFault, finalizeUpload } from "../finalize-upload.ts";
import type { Operation } from "../operation.ts";
import type { InfoRouterState } from "../state.ts";

type Fault =
  | FinalizeFault
  | "finalize-new-document-accepts-incomplete"
  | "finalize-new-document-makes-version";

/** Makes a staged upload a new document of a folder, never a version ("Width" is its real name). */
export const uploadNewDocumentWidthHandler: Operation<Fault> = {
  name: "UploadNewDocumentWidthHandler",
  parameters: [
    { name: "authenticationTicket", type: "ticket", wsdl: "AuthenticationTicket" },
    { name: "folderPath", type: "string" },
    { name: "documentName", type: "string" },
    { name: "uploadHandler", type: "guid", wsdl: "UploadHandler" },
    { name: "xmlParameters", type: "string", optional: true },
  ],
  switches: { ignoresTicket: "finalize-ignores-ticket" },
  run: (call, state, faults) => {
    requireParameters(call, state);
    const session = call.session();
    const folder = call.required("folderPath");
    const name = call.required("documentName");
    // FIN-08: a name that is taken is refused
    const overwrites = faults.has("finalize-new-document-makes-version");
    const finalize = {
      place: overwrites ? { path: `${folder}/${name}` } : { folder, name },
      comment: "",
      acceptsIncomplete: faults.has("finalize-new-document-accepts-incomplete"),
    };
    return finalizeUpload(call, session, finalize, state, faults);
  },
};

/** What an edition asks for that has no empty text in a form; before the ticket, as frameworks do. */
function requireParameters(call: Call, { dialect }: InfoRouterState): void {
  const { policy, values } = dialect;
  const name = "xmlParameters";
  if (policy.xmlParameters === "optional" || call.binding === "soap11" || call.text(name)) return;
  const refusal = values.framework?.refuse({ kind: "missing", name }, call.binding);
  throw refusal ?? new HttpRefusal(400, `${name} is required.`);
}
