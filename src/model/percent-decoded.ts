/** A text with its percent-encoding taken away; as it stands where it has none that can be (`%zz`, half a character). */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
