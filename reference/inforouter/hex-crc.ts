const HEX_DIGITS = 8;

/** A CRC-32 as the documents write it: hexadecimal, upper case, not padded. */
export function formatCrc(crc: number): string {
  return crc.toString(16).toUpperCase();
}

/** UFC-08: the number of a hexadecimal text in any case, with or without leading zeros. */
export function parseCrc(text: string): number | undefined {
  const digits = /^0*([0-9a-f]+)$/i.exec(text.trim())?.[1];
  return digits && digits.length <= HEX_DIGITS ? Number.parseInt(digits, 16) : undefined;
}
