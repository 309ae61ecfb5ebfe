const ENGLISH = new Intl.NumberFormat("en-US", { useGrouping: true, maximumFractionDigits: 20 });

/** `12,345`. For whole numbers. */
export function thousands(n: number): string {
  return ENGLISH.format(n);
}

/** `1 rule`, `1,200 rules`; a plural that is no simple `s` is given. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${thousands(n)} ${n === 1 ? noun : plural}`;
}
