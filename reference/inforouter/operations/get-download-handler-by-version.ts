import type { Faults } from "../../faults.ts";
import { refuse } from "../answer.ts";
import { type LibraryDocument, latest, VERSION_STEP, type Version } from "../library.ts";
import type { Operation } from "../operation.ts";
import {
  findDocument,
  isTakenForEmpty,
  type StageFault,
  stageDocument,
  stageNothing,
} from "../stage-document.ts";
import type { InfoRouterState } from "../state.ts";

type VersionFault =
  | "by-version-zero-is-first"
  | "by-version-accepts-low-numbers"
  | "by-version-refuses-first"
  | "by-version-first-is-latest"
  | "by-version-unknown-is-latest"
  | "version-by-number-gives-latest";

/** Stages one version of a document for a download in chunks. */
export const getDownloadHandlerByVersion: Operation<StageFault | VersionFault> = {
  name: "GetDownloadHandlerByVersion",
  parameters: [
    { name: "AuthenticationTicket", type: "ticket" },
    { name: "Path", type: "string" },
    { name: "PreferedChunkSize", type: "int" },
    { name: "VersionNumber", type: "int" },
  ],
  reads: true,
  switches: { ignoresTicket: "get-download-ignores-ticket" },
  run: (call, state, faults) => {
    // GDH-02: an invalid ticket, then an unknown path, is refused
    const user = call.user();
    const path = call.required("Path");
    const document = findDocument(path, state, faults);
    if (!document) {
      if (isTakenForEmpty(path, faults)) return stageNothing(user, state);
      throw refuse("documentNotFound");
    }
    const versionNumber = call.int("VersionNumber");
    const named = findVersion(document, versionNumber, state, faults);
    const version = faults.has("version-by-number-gives-latest") ? latest(document) : named;
    const source = { kind: "version", document, version, versionNumber } as const;
    return stageDocument(call, user, source, state, faults);
  },
};

// GDH-03: 0 is the latest, or the published one; 1..999999 is refused, 1000000 is the first version
function findVersion(
  document: LibraryDocument,
  number: number,
  { dialect }: InfoRouterState,
  faults: Faults<VersionFault>,
): Version {
  const low = number > 0 && number < VERSION_STEP && faults.has("by-version-accepts-low-numbers");
  const published = dialect.policy.versionZero === "published";
  const isFirst = published || faults.has("by-version-zero-is-first");
  const wanted = number === 0 && isFirst ? VERSION_STEP : number;
  if (wanted === 0 || low) return latest(document);
  const version = document.versions.find((candidate) => candidate.number === wanted);
  // GDH-09: a number that no version has is refused
  if (!version && faults.has("by-version-unknown-is-latest")) return latest(document);
  // GDH-08: the first version is 1000000
  const refusesFirst = wanted === VERSION_STEP && faults.has("by-version-refuses-first");
  if (!version || refusesFirst) throw refuse("versionNotFound");
  if (faults.has("by-version-first-is-latest")) return latest(document);
  return version;
}
