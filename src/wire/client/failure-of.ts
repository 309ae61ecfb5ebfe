import { errors } from "undici";
import type { Reply } from "../../model/call.ts";
import type { WireFailureCode } from "../../model/exchange.ts";

export type WireFailure = Pick<Reply & { kind: "failure" }, "code" | "message">;

/**
 * Answers of 1xx to one request. A server that takes its time says so every few seconds at most (RFC 9110, section
 * 15.2); from one that sends nothing else they would never end.
 */
export const MOST_INFORMATIONAL = 100;
export const TOO_MANY_INFORMATIONAL: WireFailure = {
  code: "too-large",
  message: `More than ${MOST_INFORMATIONAL} answers of 1xx came before any other.`,
};

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
  throttled: "The server asked to wait",
  other: "The request could not be made",
};

/**
 * What an error of the network means, as a stable code and a plain sentence that ends with the
 * words of the library. Never throws; an error that nobody knows is `other`.
 *
 * @param headCame whether the status and all headers of the answer had been read
 */
export function failureOf(error: unknown, headCame: boolean): WireFailure {
  const first = firstOf(error);
  const code = parserCode(first, headCame) ?? wireCode(codeOf(first));
  const words = first instanceof Error ? first.message : String(first);
  return { code, message: `${SENTENCES[code]} (${words}).` };
}

/**
 * What undici's parser found. It has one error for everything that it cannot read, whose `data` is
 * what it stopped at: nothing when the connection ended. When a Content-Length was among the headers
 * it reports that length as the trouble, even where the trouble was in the headers themselves.
 */
function parserCode(error: unknown, headCame: boolean): WireFailureCode | null {
  if (!headCame && codeOf(error) === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") return "bad-http";
  if (!(error instanceof errors.HTTPParserError)) return null;
  return "data" in error && error.data === "" ? "reset" : "bad-http";
}

function wireCode(code: string): WireFailureCode {
  const known = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
  return known ?? (TLS_CODE.test(code) ? "tls" : "other");
}

/** Node tries several addresses of a name and then throws all their errors together. */
function firstOf(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return String(error.code);
}
