import { withoutMarkup } from "./between-markup.ts";
import { type ByteView, viewsOf } from "./byte-view.ts";
import { printable, unpacked } from "./packed.ts";
import { type Escapes, unescaped } from "./unescape.ts";

/** Escapes within escapes: JSON in XML in a URL. */
const MOST_ESCAPED = 3;
/** Base64 within base64. */
const MOST_PACKED = 2;
/** What was packed may have been escaped once before. */
const ESCAPED_WITHIN = 1;
const ALL: readonly Escapes[] = ["percent", "references", "backslashes"];
const DEPTHS = { escaped: MOST_ESCAPED, packed: MOST_PACKED, split: true };

/** What may still be looked for in a view. */
interface Left {
  readonly escaped: number;
  readonly packed: number;
  readonly split: boolean;
  /** Kinds that are decoded at once from here on; absent: each by itself. */
  readonly mixed?: true;
}

/**
 * Every way in which a text may be read: as it is, and as what is escaped, packed or split in it, one in the
 * other up to a few levels. Each view is given once, and takes time in proportion to the text.
 *
 * @param least how many bytes what is looked for has at least
 */
export function* encodedViews(text: string, least: number): Generator<ByteView> {
  const about = { seen: new Map<string, Uint8Array[]>(), least };
  for (const view of viewsOf(text)) yield* within(view, DEPTHS, about);
}

interface About {
  /** By length and what is still packed in them. */
  readonly seen: Map<string, Uint8Array[]>;
  readonly least: number;
}

function* within(view: ByteView, left: Left, about: About): Generator<ByteView> {
  const { seen, least } = about;
  const mark = `${view.bytes.length} ${left.packed}`;
  const alike = seen.get(mark) ?? [];
  if (alike.some((one) => Buffer.compare(one, view.bytes) === 0)) return;
  seen.set(mark, [...alike, view.bytes]);
  yield view;
  if (left.split) {
    const whole = withoutMarkup(view);
    if (whole) yield* within(whole, { escaped: 0, packed: 0, split: false }, about);
  }
  if (left.escaped > 0) {
    const deeper = { ...left, escaped: left.escaped - 1 };
    for (const kinds of left.mixed ? [ALL] : ALL.map((kind) => [kind])) {
      const decoded = unescaped(view, kinds);
      if (decoded) yield* within(decoded, deeper, about);
    }
    const decoded = left.mixed ? undefined : unescaped(view, ALL);
    if (decoded) yield* within(decoded, { ...deeper, mixed: true }, about);
  }
  if (left.packed > 0) {
    const deeper = { escaped: ESCAPED_WITHIN, packed: left.packed - 1, split: false };
    const inner = unpacked(view, least);
    if (inner) yield inner;
    const text = inner && printable(inner);
    if (text) yield* within(text, deeper, about);
  }
}
