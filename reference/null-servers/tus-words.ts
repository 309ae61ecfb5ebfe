import { isTusPath } from "../tus/service.ts";
import type { Asked, Said } from "./null-server.ts";

/** What a tus server that knows nothing says of itself: that it can do everything. */
const ANNOUNCED = {
  "Tus-Resumable": "1.0.0",
  "Tus-Version": "1.0.0",
  "Tus-Extension":
    "creation,creation-with-upload,creation-defer-length,expiration,checksum,termination,concatenation",
  "Tus-Max-Size": "1073741824",
  "Tus-Checksum-Algorithm": "sha1,md5",
} as const;

/** An upload of 11 bytes that has 4 of them, with every header that any answer has. */
const UPLOAD = {
  "Upload-Offset": "4",
  "Upload-Length": "11",
  "Upload-Metadata": "filename YQ==",
  "Upload-Expires": "Tue, 01 Jan 2030 00:00:00 GMT",
  "Cache-Control": "no-store",
} as const;

const CREATED = 201;
const NO_CONTENT = 204;

/** What the request is answered where it is one of tus: OPTIONS announces everything, the rest succeeds. */
export function tusSuccess(asked: Asked, guid: string): Said | undefined {
  if (!isTus(asked)) return undefined;
  const id = guid.replaceAll("-", "");
  const headers = { ...ANNOUNCED, ...UPLOAD, Location: `/files/${id}` };
  const status = asked.method === "POST" ? CREATED : NO_CONTENT;
  return { status, type: "text/plain", body: "", headers };
}

/** The same where everything but OPTIONS is refused. */
export function tusRefusal(asked: Asked, status: number): Said | undefined {
  if (!isTus(asked)) return undefined;
  const isOptions = asked.method === "OPTIONS";
  const headers = ANNOUNCED;
  return { status: isOptions ? NO_CONTENT : status, type: "text/plain", body: "", headers };
}

/** The headers of the protocol in a request, as they came. */
export function tusHeaders({ headers }: Pick<Asked, "headers">): Readonly<Record<string, string>> {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    /^(?:tus-|upload-|location$|cache-control$)/.test(name) && typeof value === "string"
      ? [[name, value] as const]
      : [],
  );
  return Object.fromEntries(kept);
}

/** The path without the name of an upload. */
export function anyUpload(path: string): string {
  return isTusPath(path) ? path.replace(/^(\/files)\/.+$/, "$1/*") : path;
}

function isTus({ path }: Asked): boolean {
  return isTusPath(path.split("?")[0] ?? "");
}
