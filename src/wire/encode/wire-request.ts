import type { BytesSpec } from "../../model/value.ts";

/** One HTTP request as plain data, ready for {@link createClient}; it holds real secrets. */
export interface WireRequest {
  readonly method: string;
  /** Absolute, every character already percent-encoded. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
  /** The payloads inside URL or body, so that evidence can show their recipe instead of their bytes. */
  readonly payloads?: readonly BytesSpec[];
  /** The body goes in two halves, so many milliseconds apart. */
  readonly pauseMs?: number;
}

/** What encoding must know of a service. Both kinds of target entry fit. */
export interface WireService {
  /** May have a virtual directory and a trailing slash. */
  readonly baseUrl: string;
  /** How bytes travel in a POST form. Default `base64-form`. */
  readonly chunkEncoding?: "base64-form" | "multipart";
}
