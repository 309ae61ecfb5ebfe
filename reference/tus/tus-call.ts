import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** A request to an upload, or to the creation URL. */
export interface TusCall {
  readonly request: IncomingMessage;
  readonly headers: IncomingHttpHeaders;
  /** The part of the path that names the upload; empty at the creation URL. */
  readonly id: string;
}
