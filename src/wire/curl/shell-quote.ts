/** One word of a POSIX shell that stands for exactly this text. A NUL, which no word can hold, is dropped. */
export function shellQuote(text: string): string {
  if (/^[A-Za-z0-9_./:=@%+,-]+$/.test(text)) return text;
  return `'${text.replaceAll("\0", "").replaceAll("'", "'\\''")}'`;
}

/** A name that a shell takes for a variable, and that cannot be one the shell itself lives by. */
export function shellVariable(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9_]/g, "_");
  return /^(?:[a-z]|HEADER_)|_(?:TICKET|KEY|TOKEN|UID|PWD)$/.test(safe) ? safe : `v_${safe}`;
}
