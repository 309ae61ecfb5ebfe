import type { BytesInForms } from "../../model/bytes-in-forms.ts";
import type { Headers } from "../../model/header-lines.ts";
import type { Bytes } from "../../model/made-bytes.ts";
import type { Transfer } from "../../model/transfer.ts";
import type { BytesSpec } from "../../model/value.ts";

/** One HTTP request as plain data, ready for {@link createClient}; it holds real secrets. */
export interface WireRequest {
  readonly method: string;
  /** Absolute, every character already percent-encoded. */
  readonly url: string;
  readonly headers: Headers;
  /** Headers that the client sends by itself and that are left out, in lower case. */
  readonly leftOut?: readonly string[];
  /** A text is UTF-8. What holds a large payload is made while it goes out (`LongBody`). */
  readonly body: string | Bytes | null;
  /** The payloads inside URL or body, so that evidence can show their recipe instead of their bytes. */
  readonly payloads?: readonly BytesSpec[];
  /** How it goes over the wire, where that is not as a client that is well writes it. */
  readonly transfer?: Transfer;
  /** The answer to it has no more bytes; absent: as many as the client takes of any. */
  readonly mostAnswered?: number;
}

/** What encoding must know of a service. */
export interface WireService {
  /** May have a virtual directory and a trailing slash. */
  readonly baseUrl: string;
  /** Default `base64-form`. */
  readonly bytesInForms?: BytesInForms;
  /** Lines that every request has besides its own. */
  readonly headers?: Headers;
}
