import type { deleteUpload } from "../apidatatools/operations/delete-upload.ts";
import type { ApiDataToolsFault } from "../apidatatools/service.ts";
import type { FaultName, Faults } from "../faults.ts";
import type { followOtherEdition } from "../follow-other-edition.ts";
import type { AuthenticateFault } from "../inforouter/authenticate.ts";
import type { clumsily } from "../inforouter/clumsily.ts";
import type { BytesFault } from "../inforouter/create-call.ts";
import type { derail } from "../inforouter/derail.ts";
import type { InvokeFault } from "../inforouter/invoke.ts";
import type { jostle } from "../inforouter/jostle.ts";
import type { leaveLocked } from "../inforouter/leave-locked.ts";
import type { LeftDownloadFault } from "../inforouter/left-downloads.ts";
import type { meddle } from "../inforouter/meddle.ts";
import type { FaultsOf } from "../inforouter/operation.ts";
import type { OPERATIONS } from "../inforouter/operations.ts";
import type { readFields } from "../inforouter/read-fields.ts";
import type { ReceiveFault } from "../inforouter/receive-body.ts";
import type { SendFault } from "../inforouter/send-answer.ts";
import type { createSessions } from "../inforouter/sessions.ts";
import type { readSoap } from "../inforouter/soap/read-soap.ts";
import type { soapArguments } from "../inforouter/soap/serve-soap.ts";
import type { heedStrays } from "../inforouter/stray-locks.ts";
import type { stumble, upToNul } from "../inforouter/stumble.ts";
import type { RenderFault } from "../inforouter/xml/render.ts";
import type { ConnectionsFault } from "../reported/connections.ts";
import type { LibraryFault } from "../reported/library.ts";
import type { ListedUploadsFault } from "../reported/listed-uploads.ts";
import type { RequestsFault } from "../reported/requests.ts";
import type { SessionsFault } from "../reported/sessions.ts";
import type { SoapFaultName } from "../reported/soap.ts";
import type { TusFault } from "../tus/service.ts";

/** The faults that a function takes as its last parameter. */
type Taken<F> = F extends (...args: infer A) => unknown
  ? A extends readonly [...unknown[], Faults<infer N>]
    ? N
    : never
  : never;

type Used =
  | FaultsOf<(typeof OPERATIONS)[number]>
  | Taken<typeof clumsily>
  | Taken<typeof derail>
  | Taken<typeof followOtherEdition>
  | Taken<typeof createSessions>
  | Taken<typeof readFields>
  | Taken<typeof jostle>
  | Taken<typeof leaveLocked>
  | Taken<typeof heedStrays>
  | Taken<typeof meddle>
  | Taken<typeof soapArguments>
  | Taken<typeof stumble>
  | Taken<typeof upToNul>
  | Taken<typeof readSoap>
  | Taken<typeof deleteUpload>
  | ApiDataToolsFault
  | AuthenticateFault
  | BytesFault
  | ReceiveFault
  | InvokeFault
  | RenderFault
  | TusFault
  | RequestsFault
  | ConnectionsFault
  | LibraryFault
  | ListedUploadsFault
  | LeftDownloadFault
  | SendFault
  | SessionsFault
  | SoapFaultName;

/** The faults of the table that no code asks for. There must be none: a name here does not compile. */
export type UnusedFault = Exclude<FaultName, Used>;

/** Compiles only when every fault of the table is asked for somewhere. */
export const EVERY_FAULT_IS_USED: [UnusedFault] extends [never] ? true : UnusedFault = true;
