/**
 * A text without the characters of a set at its end. Linear, as `/[…]+$/` is not: that looks from every
 * one of the characters whether the end follows.
 */
export function trimEnd(text: string, characters: string | RegExp): string {
  let end = text.length;
  while (end > 0 && isOneOf(text.charAt(end - 1), characters)) end--;
  return text.slice(0, end);
}

function isOneOf(character: string, characters: string | RegExp): boolean {
  return typeof characters === "string"
    ? characters.includes(character)
    : characters.test(character);
}
