/** Lines behind a label, the later ones below the first: `label   line`. Nothing for no lines. */
export function labelled(
  label: string,
  lines: readonly string[],
  width: number,
): readonly string[] {
  return lines.map((line, index) => `${(index === 0 ? label : "").padEnd(width)}${line}`);
}
