import type { Faults } from "../faults.ts";
import type { Call } from "./call.ts";
import type { InfoRouterState } from "./state.ts";

/** A handler as answers write it. */
export function writeDownloadHandler(
  id: string,
  { dialect }: InfoRouterState,
  faults: Faults<"download-handler-is-no-guid">,
): string {
  if (dialect.policy.downloadHandlers === "short-name") return id;
  // GDH-13
  const guid = dialect.values.writeGuid(id);
  return faults.has("download-handler-is-no-guid") ? `${NO_GUID}${guid}` : guid;
}

/** The handler that a call names; undefined for what is neither such a name nor a GUID. */
export function readDownloadHandler(
  call: Call,
  { dialect }: InfoRouterState,
  faults: Faults<"download-handler-is-no-guid">,
): string | undefined {
  const text = call.text(NAME);
  if (text !== undefined && dialect.policy.downloadHandlers === "short-name") {
    return SHORT_NAME.test(text) ? text : call.guid(NAME);
  }
  if (faults.has("download-handler-is-no-guid") && text?.startsWith(NO_GUID)) {
    return text.slice(NO_GUID.length);
  }
  return call.guid(NAME);
}

const SHORT_NAME = /^ir[0-9]+$/;
const NAME = "DownloadHandler";

/** What `download-handler-is-no-guid` puts before the GUID. */
const NO_GUID = "D-";
