/** UFC-08: a CRC exactly as the documents write it, in upper case without leading zeros. */
export function exactCrc(text: string): number | undefined {
  return /^(?:0|[1-9A-F][0-9A-F]{0,7})$/.test(text) ? Number.parseInt(text, 16) : undefined;
}
