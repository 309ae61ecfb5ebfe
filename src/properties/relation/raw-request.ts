import { toolVersion } from "../../config/files/tool-version.ts";
import { hasHeader } from "../../model/header-lines.ts";
import { headOf as plainHead } from "../../wire/encode/transfer.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";

/** Who sends raw bytes: the server's log should tell. */
export const USER_AGENT = `User-Agent: assay/${toolVersion()} (conformance test)`;

/** The head of a request for a connection of its own, with what has to be there; other lines last. */
export function headOf(request: WireRequest, lines: readonly string[]): string {
  const own = hasHeader(request.headers, "user-agent") ? [] : [USER_AGENT];
  return plainHead(request, ["Connection: close", ...own, ...lines]);
}
