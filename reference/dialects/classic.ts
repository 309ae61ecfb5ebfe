import type { Dialect } from "../dialect.ts";
import { formatCrc, parseCrc } from "../inforouter/hex-crc.ts";
import { ASMX_FRAMEWORK } from "./asmx-framework.ts";
import { ASMX_HTTP } from "./asmx-http.ts";
import { plainBoolean } from "./boolean-texts.ts";
import { ENGLISH } from "./english.ts";
import { HANDLER_OPERATIONS } from "./handler-operations.ts";
import { dotNetInt } from "./int-texts.ts";
import { LINE } from "./layouts.ts";
import { PLAIN_EDITION } from "./plain-edition.ts";
import { TUS_DOCUMENTED } from "./tus-documented.ts";

/** The generation of servers that runs on ASP.NET ASMX (System.Web.Services). */
export const classic: Dialect = {
  name: "classic",
  description:
    "As ASP.NET ASMX on the wire: HTTP 500 for parameters that cannot be bound, SOAP 1.1 and 1.2 routed by action, every .NET form of a GUID, request validation.",
  reasons: {
    "ALL-32": "What cannot be bound to the type of a parameter is HTTP 500, as ASMX has it.",
    "FIN-11": "Over GET and POST every parameter must be there, an optional one may only be empty.",
  },
  values: {
    guidForms: ["D", "N", "B", "P", "X"],
    trimsGuids: true,
    writeGuid: (guid) => guid,
    readInt: dotNetInt,
    readBoolean: plainBoolean,
    readCrc: parseCrc,
    writeCrc: formatCrc,
    intBits: 32,
    absent: "null",
    framework: ASMX_FRAMEWORK,
  },
  http: ASMX_HTTP,
  soap: {
    versions: ["1.1", "1.2"],
    names: "documented-or-wsdl",
    wsdlNames: "wsdl",
    action: "required",
    unknownAction:
      "System.Web.Services.Protocols.SoapException: Server did not recognize the value of HTTP Header SOAPAction: {action}.",
    comments: "passed-over",
    exactNamespace: true,
  },
  answers: {
    envelope: (operation) => ({
      root: "response",
      errorOnSuccess: HANDLER_OPERATIONS.has(operation),
    }),
    contentType: "text/xml; charset=utf-8",
    prolog: '<?xml version="1.0" encoding="utf-8"?>\r\n',
    namespace: { form: ' xmlns=""', soap: ' xmlns=""' },
    layout: LINE,
    order: "verdict-first",
    omits: new Set(),
    document: "base64Binary",
  },
  wording: {
    ...ENGLISH,
    authenticationFailed: "[900] Authentication failed.",
    sessionExpired: "[901] Session expired or invalid ticket.",
    invalidDownloadHandler: "Invalid download handler.",
  },
  policy: {
    ...PLAIN_EDITION,
    defaultChunkSize: 524_288,
    negativeSize: "minimum",
    ticketErrors: "by-cause",
    // appends whatever comes until the upload is finalized
    refuseChunk: ({ length, chunkSize }) => (length > chunkSize ? "chunkTooLarge" : undefined),
    mismatchSucceeds: true,
    uploadsDieWithSession: false,
    strangersDelete: "success",
    failedFinalizeConsumes: true,
    startOffset: (asked, size) => (asked < 0 ? undefined : Math.min(asked, size)),
    readLength: (asked, chunkSize) => (asked <= 0 ? undefined : Math.min(asked, chunkSize)),
  },
  api: {
    bothMissing: "key",
    emptyId: "missing",
    oddId: "unknown",
    keepsFile: true,
    requestIds: false,
    idDigits: 24,
    contentType: "application/json; charset=utf-8",
  },
  tus: TUS_DOCUMENTED,
};
