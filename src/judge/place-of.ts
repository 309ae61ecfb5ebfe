/** Where a character of a text stands, for people: ` (line 1, column 5)`. */
export function placeOf(text: string, at: number): string {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf("\n"); next >= 0 && next < at; next = text.indexOf("\n", start)) {
    line++;
    start = next + 1;
  }
  return ` (line ${line}, column ${at - start + 1})`;
}
