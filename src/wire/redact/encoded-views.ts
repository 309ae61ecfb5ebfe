import { withoutMarkup } from "./between-markup.ts";
import { type ByteView, viewsOf } from "./byte-view.ts";
import { unpacked } from "./packed.ts";
import { printable } from "./printable.ts";
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
  const about = { seen: new Map<number, Seen[]>(), least };
  for (const view of viewsOf(text)) yield* within(view, DEPTHS, about);
}

/** A view that was given, and what was looked for in it. */
interface Seen {
  readonly bytes: Uint8Array;
  readonly looked: Left[];
}

interface About {
  /** By length. */
  readonly seen: Map<number, Seen[]>;
  readonly least: number;
}

function* within(view: ByteView, left: Left, about: About): Generator<ByteView> {
  const { looked, isNew } = seenAs(view.bytes, about.seen);
  if (isNew) yield view;
  const before = [...looked];
  looked.push(left);
  if (left.split && !before.some(({ split }) => split)) {
    const whole = withoutMarkup(view);
    if (whole) yield* within(whole, { escaped: 0, packed: 0, split: false }, about);
  }
  // It may have been come to by more escapes, when fewer were left.
  if (left.escaped > 0 && !before.some((one) => coversEscapes(one, left))) {
    const deeper = { ...left, escaped: left.escaped - 1 };
    for (const kinds of left.mixed ? [ALL] : ALL.map((kind) => [kind])) {
      const decoded = unescaped(view, kinds);
      if (decoded) yield* within(decoded, deeper, about);
    }
    const decoded = left.mixed ? undefined : unescaped(view, ALL);
    if (decoded) yield* within(decoded, { ...deeper, mixed: true }, about);
  }
  if (left.packed > 0 && !before.some(({ packed }) => packed >= left.packed)) {
    const deeper = { escaped: ESCAPED_WITHIN, packed: left.packed - 1, split: true };
    const inner = unpacked(view, about.least);
    if (inner) yield inner;
    const text = inner && printable(inner, about.least);
    if (text) yield* within(text, deeper, about);
  }
}

/** What is known of a view with these bytes. */
function seenAs(
  bytes: Uint8Array,
  seen: Map<number, Seen[]>,
): { readonly looked: Left[]; readonly isNew: boolean } {
  const alike = seen.get(bytes.length) ?? [];
  const known = alike.find((one) => Buffer.compare(one.bytes, bytes) === 0);
  if (known) return { looked: known.looked, isNew: false };
  const looked: Left[] = [];
  seen.set(bytes.length, [...alike, { bytes, looked }]);
  return { looked, isNew: true };
}

/** Whether who looked for the one has found all that is escaped of the other. */
function coversEscapes(one: Left, other: Left): boolean {
  if (one.escaped < other.escaped || one.packed < other.packed) return false;
  return (one.split || !other.split) && (!one.mixed || other.mixed === true);
}
