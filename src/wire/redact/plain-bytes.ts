import { type ByteView, ViewBuilder } from "./byte-view.ts";
import { unpackedInto } from "./packed.ts";
import { holdsPrintable } from "./printable.ts";

/** Most texts. */
const PLAIN = /^[\w .,:;@/+={}()[\]|-]*$/;
/** What may be UTF-8 that was read as Latin-1. */
const READ_TWICE = /[\x80-\xff]/;
/** What may begin an escape. */
const ESCAPED = /%[0-9a-fu]|&[#a-z]|\\[\s\S]/i;
const QUOTE = /["']/;
const MOST_BYTES = 256;
/** In any packing, from each place at which a group may begin. */
const MOST_UNPACKED = 8 * MOST_BYTES;

const PLACES = Int32Array.from({ length: MOST_BYTES + 1 }, (_, at) => at);
const [STARTS, ENDS] = [PLACES.subarray(0, MOST_BYTES), PLACES.subarray(1)];
const UNPACKED = new ViewBuilder(MOST_UNPACKED);

/**
 * The bytes of every view that `encodedViews` has of a plain text, without their places and without making
 * them anew: the text, and what it may be unpacked to, which is good until the next call. Undefined where the
 * text has views besides, so that all of them have to be looked through.
 *
 * @param least how many bytes what is looked for has at least
 */
export function plainBytes(text: string, least: number): readonly Uint8Array[] | undefined {
  if (text.length > MOST_BYTES || !isPlain(text)) return undefined;
  const bytes = Buffer.from(text);
  if (bytes.length > MOST_BYTES) return undefined;
  const view: ByteView = { bytes, starts: STARTS, ends: ENDS };
  const inner = unpackedInto(view, least, () => UNPACKED.clear())?.bytes();
  if (!inner) return [bytes];
  return holdsPrintable(inner, least) ? undefined : [bytes, inner];
}

/** Whether nothing in it is escaped, split or misread: ids, names, numbers and paths are such texts. */
function isPlain(text: string): boolean {
  return PLAIN.test(text) || !(READ_TWICE.test(text) || ESCAPED.test(text) || mayBeSplit(text));
}

/** Markup is a tag, or stands between two quotes. */
function mayBeSplit(text: string): boolean {
  if (text.includes("<")) return true;
  const first = text.search(QUOTE);
  return first >= 0 && QUOTE.test(text.slice(first + 1));
}
