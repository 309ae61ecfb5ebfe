import type { Policy } from "../dialect/policy.ts";
import type { Session } from "./session.ts";
import type { UploadHandler } from "./upload-handlers.ts";

/** UFC-06, CUH-22: whether a session may send chunks to an upload and finalize it. */
export function mayUse(
  { owner, ticket }: UploadHandler,
  session: Session,
  { uploadsDieWithSession }: Policy,
): boolean {
  if (owner !== undefined && owner !== session.user) return false;
  // CUH-23: open whether another session of the same user may
  return !uploadsDieWithSession || session.ticket === undefined || session.ticket === ticket;
}
