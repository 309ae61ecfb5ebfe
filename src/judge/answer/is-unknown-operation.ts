import type { Answer } from "./answer.ts";
import { decodeText } from "./decode-text.ts";
import type { Response } from "./not-an-answer.ts";
import { toldErrors } from "./told-errors.ts";
import {
  saysUnknownOperation,
  saysWrongArguments,
  speaksOfOperation,
} from "./unknown-operation-words.ts";
import { withoutIds } from "./without-ids.ts";

/**
 * What an answer tells of an operation: that the server has it (`itself`), that it knows none of the
 * name (`unknown`), or neither (`doubtful`).
 */
export type Sight = "itself" | "unknown" | "doubtful";

/** A response, how it reads, and the name of the operation (in REST its path) that was asked. */
export interface Seen {
  readonly name: string;
  readonly response: Response;
  readonly answer: Answer;
  /** Whether the operation answers with an element, whatever it has to say. */
  readonly givesElement: boolean;
}

/** Not found, method not allowed, not implemented: said by a server that has no place for the call. */
const NOT_FOUND = 404;
const NO_PLACE: readonly number[] = [404, 405, 501];
/** Said before anybody looked at what is called. */
const NOT_ALLOWED: readonly number[] = [401, 403];
const BAD_ARGUMENTS = 400;
const FIRST_OTHER_STATUS = 300;
/** So much of a body is compared. */
const HEAD_BYTES = 4096;
const HTML = /^[\s\uFEFF]*<(?:!doctype\s+html|html)[\s>]/i;
/** Newer servers tell by headers why a body is empty. */
const ERROR_HEADER = /^x-[\w-]*error-?code$/i;

/**
 * What the answer to a harmless call tells of its operation, beside that to an operation of a name that
 * cannot exist. Says `unknown` or `itself` only where nothing else can be meant.
 */
export function sightOf(seen: Seen, twin: Seen): Sight {
  switch (seen.answer.kind) {
    case "element":
      return sightOfElement(seen, twin);
    case "document":
      return sightOfDocument(seen, twin);
    case "json":
      return sightOfJson(seen, twin);
    case "http":
      return sightOfPlain(seen, twin);
    case "refusal":
      return seen.answer.by === "soap" ? sightOfFault(seen, twin) : sightOfStatus(seen, twin);
    case "none":
      return "doubtful";
    case "unreadable":
      return isSuccess(seen) && isEcho(seen, twin) ? "unknown" : "doubtful";
    default:
      return seen.answer satisfies never;
  }
}

/**
 * A server that answers unknown operations in the words of its protocol says the same to both. That it
 * looks at the ticket first, or has one word for everything, says nothing of the operation.
 */
function sightOfElement(seen: Seen, twin: Seen): Sight {
  const [own, other] = [seen.answer, twin.answer];
  if (own.kind !== "element" || other.kind !== "element") return "itself";
  const names = (answer: typeof own): string => Object.keys(answer.attributes).sort().join();
  const said = (answer: typeof own, name: string): string =>
    masked(`${answer.attributes["success"]} ${answer.attributes["error"]}`, name);
  const isSame = names(own) === names(other) && said(own, seen.name) === said(other, twin.name);
  if (!isSame) return "itself";
  const { success, error = "" } = own.attributes;
  const isDocumented = toldErrors(own).length > 0;
  const isUnknown = success === "false" && !isDocumented && speaksOfOperation(error, seen.name);
  return isUnknown ? "unknown" : "doubtful";
}

/** A page for every address is no document. */
function sightOfDocument(seen: Seen, twin: Seen): Sight {
  if (twin.answer.kind === "document" && isEcho(seen, twin)) {
    return HTML.test(textOf(seen)) ? "unknown" : "doubtful";
  }
  return HTML.test(textOf(seen)) ? "doubtful" : "itself";
}

function sightOfJson(seen: Seen, twin: Seen): Sight {
  const { status } = seen.response;
  const isObject = seen.answer.kind === "json" && typeof seen.answer.value === "object";
  if (NO_PLACE.includes(status)) {
    return !isObject || isSame(seen, twin) ? "unknown" : "doubtful";
  }
  if (isSame(seen, twin))
    return isSuccess(seen) && !isObject && isEcho(seen, twin) ? "unknown" : "doubtful";
  return isObject ? "itself" : "doubtful";
}

/**
 * Told by the status alone, where the body has no form that would. A path with a name in it is not found as
 * one that nobody has: that may be its name.
 */
function sightOfPlain({ response: { status } }: Seen, { response: other }: Seen): Sight {
  if (status === NOT_FOUND) return "doubtful";
  if (NO_PLACE.includes(status)) return "unknown";
  if (NOT_ALLOWED.includes(status)) return "doubtful";
  return NO_PLACE.includes(other.status) ? "itself" : "doubtful";
}

function sightOfFault(seen: Seen, twin: Seen): Sight {
  const text = textOf(seen);
  if (saysUnknownOperation(text)) return "unknown";
  if (saysWrongArguments(text)) return "itself";
  const what = seen.answer.kind === "refusal" ? seen.answer.what : "";
  return isSame(seen, twin) && speaksOfOperation(what, seen.name) ? "unknown" : "doubtful";
}

/** Refused by HTTP alone. */
function sightOfStatus(seen: Seen, twin: Seen): Sight {
  const { status, headers, body } = seen.response;
  const text = textOf(seen);
  if (Object.keys(headers).some((name) => ERROR_HEADER.test(name))) return "itself";
  if (saysUnknownOperation(text)) return "unknown";
  if (NO_PLACE.includes(status)) {
    if (body.length === 0 && status === NOT_FOUND) return emptyNotFound(seen, twin);
    if (body.length === 0) return "unknown";
    return isEnvelopeInJson(text) ? "doubtful" : "unknown";
  }
  if (NOT_ALLOWED.includes(status)) return "doubtful";
  if (isSame(seen, twin)) return text.includes(seen.name) ? "unknown" : "doubtful";
  const knowsNoOther =
    NO_PLACE.includes(twin.response.status) || saysUnknownOperation(textOf(twin));
  const isOfArguments = status === BAD_ARGUMENTS || saysWrongArguments(text);
  return knowsNoOther && isOfArguments ? "itself" : "doubtful";
}

/**
 * Newer servers say by 404 and an empty body that there is no such document. What answers with an
 * element does not.
 */
function emptyNotFound(seen: Seen, twin: Seen): Sight {
  return isSame(seen, twin) || seen.givesElement ? "unknown" : "doubtful";
}

function isEnvelopeInJson(text: string): boolean {
  return /"success"\s*:/i.test(text);
}

function isSuccess({ response }: Seen): boolean {
  return response.status < FIRST_OTHER_STATUS;
}

/** The same but for the name, and more than nothing. */
function isEcho(seen: Seen, twin: Seen): boolean {
  return seen.response.body.length > 0 && isSame(seen, twin);
}

function isSame(seen: Seen, twin: Seen): boolean {
  const shown = (one: Seen): string => masked(textOf(one), one.name).replace(/\d+/g, "‹n›");
  return seen.response.status === twin.response.status && shown(seen) === shown(twin);
}

function masked(text: string, name: string): string {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return withoutIds(text).replace(new RegExp(literal, "gi"), "‹name›");
}

function textOf({ response: { body } }: Seen): string {
  const head = body.subarray(0, HEAD_BYTES);
  return decodeText(head) ?? head.toString("latin1");
}
