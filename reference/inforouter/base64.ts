const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const WHITE_SPACE = /\s/;

/** Whether text is base64, white space aside. */
export function isBase64(text: string): boolean {
  return base64In(text) !== undefined;
}

/** The bytes of base64 text, white space aside; undefined for anything else. */
export function decodeBase64(text: string): Buffer | undefined {
  const value = base64In(text);
  return value === undefined ? undefined : Buffer.from(value, "base64");
}

function base64In(text: string): string | undefined {
  const value = WHITE_SPACE.test(text) ? text.replace(/\s+/g, "") : text;
  return value.length % 4 === 0 && BASE64.test(value) ? value : undefined;
}
