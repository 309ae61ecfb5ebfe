import { boolean } from "./boolean.ts";
import { chunkSizeAbove } from "./chunk-size-above.ts";
import { chunkSizeAny } from "./chunk-size-any.ts";
import { chunkSizeBelow } from "./chunk-size-below.ts";
import { chunkSizeInside } from "./chunk-size-inside.ts";
import { chunkSizeLimits } from "./chunk-size-limits.ts";
import { chunkSizeNegative } from "./chunk-size-negative.ts";
import { chunkSizeNotAnInt } from "./chunk-size-not-an-int.ts";
import type { Generator } from "./generator.ts";
import { guidAny } from "./guid-any.ts";
import { guidForm } from "./guid-form.ts";
import { guidMalformed } from "./guid-malformed.ts";
import { guidUnissued } from "./guid-unissued.ts";
import { guidValid } from "./guid-valid.ts";
import { keyAny } from "./key-any.ts";
import { keyInvalid } from "./key-invalid.ts";
import { numberTextForm } from "./number-text-form.ts";
import { oneOf } from "./one-of.ts";
import { payload } from "./payload.ts";
import { payloadContents } from "./payload-contents.ts";
import { payloadSize } from "./payload-size.ts";
import { smallInteger } from "./small-integer.ts";
import { textShort } from "./text-short.ts";
import { ticketAny } from "./ticket-any.ts";
import { ticketGone } from "./ticket-gone.ts";
import { ticketInvalid } from "./ticket-invalid.ts";
import { ticketMalformed } from "./ticket-malformed.ts";
import { ticketMissingOrMalformed } from "./ticket-missing-or-malformed.ts";
import { uploadIdMalformed } from "./upload-id-malformed.ts";
import { uploadIdUnknown } from "./upload-id-unknown.ts";

/** The generators that come with the tool, in order of name. */
export const BUILT_IN_GENERATORS: readonly Generator[] = [
  boolean,
  chunkSizeAbove,
  chunkSizeAny,
  chunkSizeBelow,
  chunkSizeInside,
  chunkSizeLimits,
  chunkSizeNegative,
  chunkSizeNotAnInt,
  guidAny,
  guidForm,
  guidMalformed,
  guidUnissued,
  guidValid,
  keyAny,
  keyInvalid,
  numberTextForm,
  oneOf,
  payload,
  payloadContents,
  payloadSize,
  smallInteger,
  textShort,
  ticketAny,
  ticketGone,
  ticketInvalid,
  ticketMalformed,
  ticketMissingOrMalformed,
  uploadIdMalformed,
  uploadIdUnknown,
];

/**
 * Generators by name. To add some: `generatorsByName([...BUILT_IN_GENERATORS, mine])`.
 *
 * @throws RangeError when two have the same name
 */
export function generatorsByName(list: readonly Generator[]): ReadonlyMap<string, Generator> {
  const byName = new Map(list.map((generator) => [generator.name, generator]));
  if (byName.size < list.length) {
    const names = list.map(({ name }) => name);
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    throw new RangeError(`two generators have the same name: ${twice.join(", ")}`);
  }
  return byName;
}

export const GENERATORS: ReadonlyMap<string, Generator> = generatorsByName(BUILT_IN_GENERATORS);

/** The generator of that name, or undefined. */
export function findGenerator(
  name: string,
  generators: ReadonlyMap<string, Generator> = GENERATORS,
): Generator | undefined {
  return generators.get(name);
}
