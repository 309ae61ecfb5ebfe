const BEFORE_EVERY_THIRD_DIGIT = /\B(?=(?:\d{3})+$)/g;

/** `12,345`. For whole numbers. */
export function thousands(n: number): string {
  return String(n).replace(BEFORE_EVERY_THIRD_DIGIT, ",");
}

/** `1 rule`, `1,200 rules`; a plural that is no simple `s` is given. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${thousands(n)} ${n === 1 ? noun : plural}`;
}
