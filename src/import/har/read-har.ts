import { UsageError } from "../../model/errors.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { parseJsonDocument } from "../../schema/json-document.ts";
import { lazily } from "../../schema/lazily.ts";
import { compileSchema } from "../../schema/validate.ts";
import type { SeenExchange } from "../../traffic/seen-exchange.ts";
import {
  exchangeOf,
  type HarEntry,
  type HarRequest,
  leftOut,
  requestOf,
} from "./exchange-of-entry.ts";
import { HAR_SCHEMA } from "./har-schema.ts";

/** Recorded traffic. It holds real secrets. */
export interface HarTraffic {
  readonly entries: number;
  /** What was asked, also where no answer was recorded. */
  readonly requests: readonly HarRequest[];
  /** Those of which the file has everything, in the order in which they ended. */
  readonly exchanges: readonly SeenExchange[];
}

const checkHar = compileSchema(HAR_SCHEMA);
/** Of many problems the first ones say what is the matter. */
const MOST_PROBLEMS = 5;

/**
 * The traffic in an HTTP Archive.
 *
 * @param file its name, for messages
 * @throws UsageError (`har-invalid`, `json-syntax`) with the place
 */
export function readHar(file: string, text: string): HarTraffic {
  const document = documentOf(file, text);
  const { log } = (document.value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof log !== "object" || log === null) {
    const message = 'this is not a HAR: it has no object "log"';
    const hint = "save the traffic as HAR in the network panel of a browser, or in a proxy";
    throw new UsageError("har-invalid", [{ message, at: document.positionOf([]), hint }]);
  }
  const problems = checkHar(document);
  if (problems.length > 0) throw new UsageError("har-invalid", problems.slice(0, MOST_PROBLEMS));
  // The schema has just said that it has this shape.
  const { entries } = log as { readonly entries: readonly HarEntry[] };
  const requests = entries.map(({ request }) => requestOf(request));
  const mayLack = leftOut(requests);
  const exchanges = entries.flatMap((entry, index) => exchangeOf(entry, index + 1, mayLack) ?? []);
  return { entries: entries.length, requests, exchanges: inOrder(exchanges) };
}

/** A file may have many megabytes: where things stand is found out only when something is wrong. */
function documentOf(file: string, text: string): SourceDocument {
  const positions = lazily(() => parseJsonDocument(file, text));
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return { file, value, positionOf: (place, part) => positions().positionOf(place, part) };
  } catch {
    // It says where; comments and commas too many are read over.
    return positions();
  }
}

/** Without a time of day the file's order is all there is. */
function inOrder(exchanges: readonly SeenExchange[]): readonly SeenExchange[] {
  if (exchanges.some(({ began }) => Number.isNaN(began))) return exchanges;
  const when = ({ began, ended }: SeenExchange): number => (Number.isNaN(ended) ? began : ended);
  return exchanges.toSorted((one, other) => when(one) - when(other) || one.began - other.began);
}
