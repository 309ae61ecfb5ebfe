/** Characters at the start that also depend on what stands before the secret, by its offset mod 3. */
const MIXED_AT_START = [0, 2, 3];
const BITS_OF_BYTE = 8;
const BITS_OF_DIGIT = 6;

/**
 * What of a text is sure to be seen when it stands anywhere inside base64: for each of the three
 * places that its first byte can have in a group, the digits that depend on the text alone.
 */
export function base64Fragments(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return MIXED_AT_START.map((mixed, offset) => {
    const base64 = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const whole = Math.floor(((offset + bytes.length) * BITS_OF_BYTE) / BITS_OF_DIGIT);
    return base64.slice(mixed, whole);
  });
}
