import { refuse } from "../answer.ts";
import { latest } from "../library.ts";
import type { Operation } from "../operation.ts";
import {
  findDocument,
  isTakenForEmpty,
  type StageFault,
  stageDocument,
  stageNothing,
} from "../stage-document.ts";
import { latestStaged, type RememberFault } from "../write-over.ts";

type Fault = StageFault | RememberFault | "get-download-path-loses-plus";

/** Stages the latest version of a document for a download in chunks. */
export const getDownloadHandler: Operation<Fault> = {
  name: "GetDownloadHandler",
  parameters: [
    { name: "AuthenticationTicket", type: "ticket" },
    { name: "Path", type: "string" },
    { name: "PreferedChunkSize", type: "int" },
  ],
  reads: true,
  switches: { ignoresTicket: "get-download-ignores-ticket" },
  run: (call, state, faults) => {
    // GDH-02: an invalid ticket, then an unknown path, is refused
    const user = call.user();
    const path = call.required("Path");
    const sought = faults.has("get-download-path-loses-plus") ? path.replaceAll("+", " ") : path;
    const document = findDocument(sought, state, faults);
    if (!document) {
      const takesAny = faults.has("get-download-accepts-unknown-path");
      if (takesAny || isTakenForEmpty(path, faults)) return stageNothing(user, state);
      throw refuse("documentNotFound");
    }
    const published = state.dialect.policy.unnumbered === "published" && document.versions[0];
    const version = published || latestStaged(document, latest(document), faults);
    const source = { kind: "latest", document, version, versionNumber: 0 } as const;
    return stageDocument(call, user, source, state, faults);
  },
};
