import type { Reply } from "../model/call.ts";
import type { WireFailureCode } from "../model/exchange.ts";

export type WireFailure = Pick<Reply & { kind: "failure" }, "code" | "message">;

/** Codes of Node, undici and zlib by what they mean; those of TLS are told by {@link TLS_CODE}. */
const CODES: Readonly<Record<string, WireFailureCode>> = {
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "refused",
  ENETUNREACH: "refused",
  EADDRNOTAVAIL: "refused",
  ENOTFOUND: "unknown-host",
  EAI_AGAIN: "unknown-host",
  EAI_NODATA: "unknown-host",
  EAI_NONAME: "unknown-host",
  ECONNRESET: "reset",
  ECONNABORTED: "reset",
  EPIPE: "reset",
  UND_ERR_SOCKET: "reset",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "reset",
  HPE_INVALID_EOF_STATE: "reset",
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_OVERFLOW: "too-large",
  EPROTO: "tls",
};

const TLS_CODE =
  /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)/;

const SENTENCES: Readonly<Record<WireFailureCode, string>> = {
  refused: "No connection could be made: nothing listens there",
  "unknown-host": "The host name is not known",
  reset: "The connection was closed before the whole answer had come",
  timeout: "No connection was made in time",
  "too-large": "The answer is larger than allowed",
  tls: "No secure connection could be made",
  "bad-http": "The answer is not HTTP that can be read",
  other: "The request could not be made",
};

/**
 * What an error of the network means, as a stable code and a plain sentence that ends with the
 * words of the library. Never throws; an error that nobody knows is `other`.
 */
export function failureOf(error: unknown): WireFailure {
  const first = firstOf(error);
  const code = wireCode(codeOf(first));
  const words = first instanceof Error ? first.message : String(first);
  return { code, message: `${SENTENCES[code]} (${words}).` };
}

function wireCode(code: string): WireFailureCode {
  const known = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
  if (known) return known;
  if (TLS_CODE.test(code)) return "tls";
  return code.startsWith("HPE_") ? "bad-http" : "other";
}

/** Node tries several addresses of a name and then throws all their errors together. */
function firstOf(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return String(error.code);
}
