const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const WHITE_SPACE = /\s/;

/** The bytes of base64 text, white space aside; undefined for anything else. */
export function decodeBase64(text: string): Buffer | undefined {
  const value = WHITE_SPACE.test(text) ? text.replace(/\s+/g, "") : text;
  return value.length % 4 === 0 && BASE64.test(value) ? Buffer.from(value, "base64") : undefined;
}
